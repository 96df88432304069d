using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>One authenticated API call.</summary>
internal sealed record StripeCall(Account Account, Parameters Parameters, string RequestId)
{
    public string? IdempotencyKey { get; init; }

    /// <summary>The address the caller used, from which page addresses are made.</summary>
    public required Uri Host { get; init; }

    public Origin Origin => new(RequestId, IdempotencyKey);
}
