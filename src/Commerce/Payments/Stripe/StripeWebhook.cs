using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Payments.Stripe;

/// <summary>What to answer: 2xx to the first two, 401 to forged, 400 to malformed, 413 to too large.</summary>
public enum WebhookOutcome
{
    Stored,

    /// <summary>Seen before; nothing happens again.</summary>
    Duplicate,

    /// <summary>The address or the signature is wrong; which of both is told to nobody.</summary>
    Forged,

    /// <summary>Signed as it should be, and yet no event.</summary>
    Malformed,
    TooLarge,
}

/// <summary>
/// Takes Stripe's webhooks: verified on the raw bytes, stored and committed before it is answered, then applied. An event whose effect
/// fails is applied again by <see cref="Reconcile"/>.
/// </summary>
public sealed class StripeWebhook(PaymentAccounts accounts, TenantDb tenants, ApplyEvent apply, TimeProvider clock)
{
    public const int MostBytes = 1024 * 1024;

    private static readonly string[] Nobody = [Token.New()];

    public async Task<WebhookOutcome> Receive(string webhookToken, byte[] raw, string? signature, CancellationToken ct)
    {
        if (raw.Length > MostBytes)
        {
            return WebhookOutcome.TooLarge;
        }

        // An unknown address takes the same way as a known one, against a secret that nobody has.
        var account = await accounts.FindByWebhook(webhookToken, ct);
        var genuine = Signature.IsStripe(signature, raw, account?.Credentials.WebhookSecrets ?? Nobody, clock.GetUtcNow());
        if (account is null || !genuine)
        {
            return WebhookOutcome.Forged;
        }

        if (StripeEvent.Read(raw) is not { } happened)
        {
            return WebhookOutcome.Malformed;
        }

        var key = new EventKey(account.Id, happened.Id);
        if (!await PaymentEvents.Store(tenants.For(account.Tenant), key, happened.Type, raw, clock.GetUtcNow(), ct))
        {
            return WebhookOutcome.Duplicate;
        }

        // It is ours now: a sender that hangs up does not stop its effect.
        await apply.Apply(account.Tenant, key, CancellationToken.None);
        return WebhookOutcome.Stored;
    }
}
