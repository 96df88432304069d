using System.Text.Json.Serialization;

namespace ChatCommerce.Sandbox.Stripe.Objects;

public enum SessionStatus
{
    Open,
    Complete,
    Expired,
}

/// <summary>What the merchant asked for; fixed when the session is made.</summary>
public sealed record CheckoutTerms
{
    public required string Currency { get; init; }

    public required IReadOnlyList<LineItem> Lines { get; init; }

    public required string SuccessUrl { get; init; }

    public string? CancelUrl { get; init; }

    public string? ClientReferenceId { get; init; }

    public string? Customer { get; init; }

    public string? CustomerEmail { get; init; }

    public string? Locale { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IReadOnlyList<string> PaymentMethodTypes { get; init; } = ["card"];

    public IReadOnlyList<string> ShippingCountries { get; init; } = [];

    public ShippingRate? Shipping { get; init; }

    public bool AskPhone { get; init; }

    public bool RecoverAfterExpiry { get; init; }

    public string? SubmitType { get; init; }

    public string? BillingAddress { get; init; }

    public PaymentTerms Payment { get; init; } = new();

    [JsonIgnore]
    public long Subtotal => Lines.Sum(line => line.Amount);

    [JsonIgnore]
    public long Total => Subtotal + (Shipping?.Amount ?? 0);
}

public sealed record ShippingRate(string Id, string Name, long Amount);

/// <summary><c>payment_intent_data</c>: what the payment inherits.</summary>
public sealed record PaymentTerms
{
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string? Description { get; init; }

    public long? ApplicationFee { get; init; }

    public string? ReceiptEmail { get; init; }

    public string? StatementDescriptor { get; init; }

    public string? StatementDescriptorSuffix { get; init; }

    public string? OnBehalfOf { get; init; }

    public string? TransferGroup { get; init; }
}

public sealed record CheckoutSession
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required bool Livemode { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required Uri PayUrl { get; init; }

    public required CheckoutTerms Terms { get; init; }

    public SessionStatus Status { get; init; }

    public bool Paid { get; init; }

    public string? PaymentIntentId { get; init; }

    public Buyer? Buyer { get; init; }

    /// <summary>How much older than the clock says a test has made it.</summary>
    public TimeSpan Aged { get; init; }

    /// <summary>When it ends by the wall clock, <see cref="Aged"/> taken off.</summary>
    [JsonIgnore]
    public DateTimeOffset EndsAt => ExpiresAt - Aged;
}
