using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Payments.Accounts;

public enum PaymentAccountStatus
{
    Active,
    Paused,
    Disconnected,
}

/// <summary>A shop's account at the payment provider, with its secrets opened.</summary>
/// <param name="ExternalId">The provider's id, such as <c>acct_…</c>.</param>
public sealed record PaymentAccount(
    TenantId Tenant, PaymentAccountId Id, string ExternalId, bool LiveMode, PaymentAccountStatus Status, StripeCredentials Credentials);

/// <param name="ApiKey">Secret key: the account's own, or the platform's when <paramref name="Connect"/>.</param>
/// <param name="WebhookSecrets">Signing secrets, the newest first: two while one replaces the other.</param>
/// <param name="Connect">Acts for the account through <c>Stripe-Account</c>; its events then name the account.</param>
public sealed record StripeCredentials(string ApiKey, string[] WebhookSecrets, bool Connect = false)
{
    /// <summary>Secrets never reach a log by accident.</summary>
    public override string ToString() => "(secret)";
}

/// <summary>An account to connect; see <see cref="PaymentAccount"/>.</summary>
/// <param name="WebhookToken">The last part of the webhook's address; made up when none is given.</param>
public sealed record NewPaymentAccount(string ExternalId, StripeCredentials Credentials, bool LiveMode, string? WebhookToken = null);

/// <summary>What people may see of an account.</summary>
public sealed record PaymentAccountView(PaymentAccountId Id, string ExternalId, string WebhookToken, bool LiveMode, PaymentAccountStatus Status);
