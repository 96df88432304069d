using ChatCommerce.Platform;

namespace ChatCommerce.Commerce;

public readonly record struct StaffId(Guid Value) : IId<StaffId>
{
    public static StaffId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out StaffId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct ProductId(Guid Value) : IId<ProductId>
{
    public static ProductId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out ProductId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct VariantId(Guid Value) : IId<VariantId>
{
    public static VariantId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out VariantId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct CartId(Guid Value) : IId<CartId>
{
    public static CartId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out CartId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct QuoteId(Guid Value) : IId<QuoteId>
{
    public static QuoteId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out QuoteId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct OrderId(Guid Value) : IId<OrderId>
{
    public static OrderId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out OrderId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct HoldId(Guid Value) : IId<HoldId>
{
    public static HoldId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out HoldId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct PaymentAccountId(Guid Value) : IId<PaymentAccountId>
{
    public static PaymentAccountId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out PaymentAccountId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct CheckoutSessionId(Guid Value) : IId<CheckoutSessionId>
{
    public static CheckoutSessionId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out CheckoutSessionId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct PaymentId(Guid Value) : IId<PaymentId>
{
    public static PaymentId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out PaymentId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct RefundId(Guid Value) : IId<RefundId>
{
    public static RefundId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out RefundId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct PaymentExceptionId(Guid Value) : IId<PaymentExceptionId>
{
    public static PaymentExceptionId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out PaymentExceptionId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct DocumentId(Guid Value) : IId<DocumentId>
{
    public static DocumentId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out DocumentId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct ShipmentId(Guid Value) : IId<ShipmentId>
{
    public static ShipmentId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out ShipmentId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct ApiTokenId(Guid Value) : IId<ApiTokenId>
{
    public static ApiTokenId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out ApiTokenId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}

public readonly record struct ImportUploadId(Guid Value) : IId<ImportUploadId>
{
    public static ImportUploadId Of(Guid value) => new(value);

    public static bool TryParse(string? text, IFormatProvider? provider, out ImportUploadId id) => Id.TryParse(text, out id);

    public override string ToString() => Value.ToString();
}
