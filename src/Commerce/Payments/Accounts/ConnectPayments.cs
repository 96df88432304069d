using System.Buffers.Text;
using System.Net;
using System.Text.RegularExpressions;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Payments.Accounts;

/// <summary>
/// What an owner does with the shop's account at Stripe. A key is shown to Stripe before it is stored, with no transaction open, and Stripe
/// says whose it is.
/// </summary>
public sealed partial class ConnectPayments(TenantDb tenants, PaymentAccounts accounts, StripeClient stripe, SecretBox secrets)
{
    /// <summary>
    /// The last part of the webhook's address of the shop's next account. It stays the same until that is connected: Stripe wants the
    /// address first and gives the webhook secret for it.
    /// </summary>
    public async Task<string> NextWebhookToken(TenantId tenant, CancellationToken ct)
    {
        var known = await accounts.List(tenants.For(tenant), ct);
        return Base64Url.EncodeToString(secrets.Derive($"payment webhook|{tenant.Value}|{known.Count}"));
    }

    /// <summary>Refusals: <c>secret-key-not-valid</c>, <c>webhook-secret-not-valid</c>, <c>credentials-refused</c>, <c>payment-account-taken</c>.</summary>
    public async Task<Result<PaymentAccountView>> Connect(TenantId tenant, string secretKey, string webhookSecret, Actor actor, CancellationToken ct)
    {
        if ((RefuseKey(secretKey) ?? RefuseWebhookSecret(webhookSecret)) is { } refusal)
        {
            return refusal;
        }

        var credentials = new StripeCredentials(secretKey, [webhookSecret]);
        var asked = await Ask(tenant, "", credentials, ct);
        if (!asked.Ok)
        {
            return asked.Refusal!;
        }

        var account = new NewPaymentAccount(asked.Value, credentials, IsLive(secretKey), await NextWebhookToken(tenant, ct));
        return await tenants.Try(tenant, db => accounts.Connect(db, account, actor, ct), ct);
    }

    /// <summary>Whether Stripe takes the secret key, and for this account. Refusals: <c>credentials-refused</c>.</summary>
    public async Task<Result<Done>> Verify(TenantId tenant, PaymentAccountId id, CancellationToken ct)
    {
        var account = await accounts.Get(tenants.For(tenant), id, ct);
        return await IsOf(account, account.Credentials, ct);
    }

    /// <summary>A new secret key of the same account. Refusals: <c>secret-key-not-valid</c>, <c>credentials-refused</c>.</summary>
    public async Task<Result<Done>> ChangeKey(TenantId tenant, PaymentAccountId id, string secretKey, Actor actor, CancellationToken ct)
    {
        var account = await accounts.Get(tenants.For(tenant), id, ct);
        if (RefuseKey(secretKey) is { } refusal)
        {
            return refusal;
        }

        if (IsLive(secretKey) != account.LiveMode)
        {
            return new Refusal("secret-key-not-valid", $"Expected a key for {(account.LiveMode ? "real money (live)" : "test money")}, as the account has now.", "secretKey");
        }

        var asked = await IsOf(account, account.Credentials with { ApiKey = secretKey }, ct);
        return asked.Ok ? await tenants.Try(tenant, db => accounts.ChangeKey(db, id, secretKey, actor, ct), ct) : asked;
    }

    /// <summary>A new webhook secret; events signed with the one before are still taken. Refusals: <c>webhook-secret-not-valid</c>.</summary>
    public async Task<Result<Done>> ChangeWebhookSecret(TenantId tenant, PaymentAccountId id, string secret, Actor actor, CancellationToken ct) =>
        RefuseWebhookSecret(secret) is { } refusal ? refusal : await tenants.Try(tenant, db => accounts.RotateSecret(db, id, secret, actor, ct), ct);

    private async Task<Result<Done>> IsOf(PaymentAccount account, StripeCredentials credentials, CancellationToken ct)
    {
        var asked = await Ask(account.Tenant, account.ExternalId, credentials, ct);
        return !asked.Ok ? asked.Refusal!
            : asked.Value == account.ExternalId ? Done.It
            : new Refusal("credentials-refused", $"The key belongs to another account: expected one of {account.ExternalId}.", "secretKey");
    }

    // The account the credentials are for, as Stripe names it.
    private async Task<Result<string>> Ask(TenantId tenant, string known, StripeCredentials credentials, CancellationToken ct)
    {
        try
        {
            return await stripe.GetAccount(new(tenant, default, known, IsLive(credentials.ApiKey), PaymentAccountStatus.Active, credentials), ct);
        }
        catch (StripeTrouble trouble)
        {
            return new Refusal("credentials-refused", Words(trouble), "secretKey");
        }
    }

    private static string Words(StripeTrouble trouble) => trouble switch
    {
        { Status: HttpStatusCode.Unauthorized } => $"Stripe does not accept the secret key. It says: {trouble.Message}",
        { Retry: MayRetry.Never } => $"Stripe says no: {trouble.Message}",
        _ => $"Stripe could not be asked just now; try again in a minute. {trouble.Message}",
    };

    private static bool IsLive(string secretKey) => secretKey.Contains("_live_", StringComparison.Ordinal);

    private static Refusal? RefuseKey(string key) => SecretKey().IsMatch(key) ? null
        : new("secret-key-not-valid", "Expected a secret key, which begins with sk_live_, sk_test_, rk_live_ or rk_test_.", "secretKey");

    private static Refusal? RefuseWebhookSecret(string secret) => WebhookSecret().IsMatch(secret) ? null
        : new("webhook-secret-not-valid", "Expected a signing secret, which begins with whsec_.", "webhookSecret");

    [GeneratedRegex(@"\A(sk|rk)_(live|test)_[A-Za-z0-9_]{8,250}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretKey();

    [GeneratedRegex(@"\Awhsec_[A-Za-z0-9+/=_-]{16,250}\z", RegexOptions.None, 1000)]
    private static partial Regex WebhookSecret();
}
