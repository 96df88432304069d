namespace ChatCommerce.Sandbox.Stripe.Objects;

internal enum IntentStatus
{
    RequiresPaymentMethod,
    Processing,
    Succeeded,
    Canceled,
}

/// <summary>A payment intent: one for each session, made when somebody first tries to pay.</summary>
internal sealed record PaymentIntent
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string SessionId { get; init; }

    public required string ClientSecret { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required bool Livemode { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required PaymentTerms Terms { get; init; }

    public IReadOnlyList<string> PaymentMethodTypes { get; init; } = ["card"];

    public IntentStatus Status { get; init; }

    public string? LatestChargeId { get; init; }

    public string? PaymentMethodId { get; init; }

    public Decline? LastDecline { get; init; }
}

/// <summary>Why a card was turned down.</summary>
public sealed record Decline(string Code, string? DeclineCode, string Message);

internal enum ChargeStatus
{
    Succeeded,
    Failed,
}

internal sealed record Charge
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string PaymentIntentId { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required bool Livemode { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required ChargeStatus Status { get; init; }

    public required Card Card { get; init; }

    public required string PaymentMethodId { get; init; }

    public required PaymentTerms Terms { get; init; }

    public Buyer Buyer { get; init; } = new();

    public Decline? Decline { get; init; }

    public long AmountRefunded { get; init; }

    public bool Disputed { get; init; }
}

/// <summary>What is kept of a card once it was used.</summary>
public sealed record Card(string Brand, string Last4, int ExpMonth, int ExpYear);

internal enum RefundStatus
{
    Succeeded,
    Failed,
}

internal sealed record Refund
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string ChargeId { get; init; }

    public required string PaymentIntentId { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string? Reason { get; init; }

    public RefundStatus Status { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

internal sealed record Dispute
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string ChargeId { get; init; }

    public required string PaymentIntentId { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required bool Livemode { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string Reason { get; init; }

    /// <summary><c>needs_response</c>, <c>won</c> or <c>lost</c>.</summary>
    public required string Status { get; init; }
}
