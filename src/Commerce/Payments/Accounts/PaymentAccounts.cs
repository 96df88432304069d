using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Payments.Accounts;

/// <summary>The shops' accounts at payment providers. One is active at a time; none is active without a webhook secret.</summary>
public sealed class PaymentAccounts(SystemDb system, SecretBox secrets, Audit audit, TimeProvider clock)
{
    private const string Purpose = "payment-account";

    private static readonly Refusal NoSecret = new(
        "webhook-secret-missing", "The account has no webhook secret: without one anybody could report a payment.", "webhookSecret");

    /// <summary>Refusals: <c>webhook-secret-missing</c>, <c>payment-account-not-valid</c>, <c>payment-account-taken</c>.</summary>
    public async Task<Result<PaymentAccountView>> Connect(TenantScope db, NewPaymentAccount account, Actor actor, CancellationToken ct)
    {
        if (Refuse(account) is { } refusal)
        {
            return refusal;
        }

        var token = account.WebhookToken ?? Token.New();
        var view = new PaymentAccountView(Id.New<PaymentAccountId>(clock), account.ExternalId, token, account.LiveMode, PaymentAccountStatus.Active);
        var written = await db.Execute($"""
            insert into payment_account (tenant_id, id, provider, external_id, webhook_token, credentials, live_mode, created_at)
            values ({db.Tenant}, {view.Id}, 'stripe', {view.ExternalId}, {token}, {secrets.Seal(db.Tenant, Purpose, account.Credentials)},
                {view.LiveMode}, {clock.GetUtcNow()})
            on conflict do nothing
            """, ct);
        if (written == 0)
        {
            return new Refusal("payment-account-taken", "The account is connected already, or the shop has another one that is active.", "externalId");
        }

        await audit.Write(db, actor, "payment-account-connected", "payment-account", view.ExternalId, new { view.LiveMode }, ct);
        return view;
    }

    /// <summary>A new webhook secret; events signed with the one before are still taken. Refusals as <see cref="Connect"/>.</summary>
    public async Task<Result<Done>> RotateSecret(TenantScope db, PaymentAccountId id, string secret, Actor actor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(secret))
        {
            return NoSecret;
        }

        // The form may come twice: the secret before this one stays the second.
        return await Seal(db, id, c => c with { WebhookSecrets = [secret, .. c.WebhookSecrets.Where(s => s != secret).Take(1)] }, (actor, "webhook-secret-rotated"), ct);
    }

    /// <summary>A new secret key of the same account at the provider.</summary>
    public Task<Result<Done>> ChangeKey(TenantScope db, PaymentAccountId id, string key, Actor actor, CancellationToken ct) =>
        Seal(db, id, c => c with { ApiKey = key }, (actor, "secret-key-changed"), ct);

    /// <summary>Refusals: <c>webhook-secret-missing</c>, <c>payment-account-taken</c> when another account is active.</summary>
    public async Task<Result<Done>> SetStatus(TenantScope db, PaymentAccountId id, PaymentAccountStatus status, Actor actor, CancellationToken ct)
    {
        var account = await Get(db, id, ct);
        if (status is PaymentAccountStatus.Active && !HasSecret(account.Credentials))
        {
            return NoSecret;
        }

        var written = await db.Execute($"""
            update payment_account a set status = {status} where a.tenant_id = {db.Tenant} and a.id = {id}
              and ({status} <> 'active' or not exists (select 1 from payment_account b
                   where b.tenant_id = {db.Tenant} and b.status = 'active' and b.id <> a.id))
            """, ct);
        if (written == 0)
        {
            return new Refusal("payment-account-taken", "The shop has another account that is active.", "status");
        }

        await audit.Write(db, actor, "payment-account-set", "payment-account", account.ExternalId, new { status }, ct);
        return Done.It;
    }

    public async Task<IReadOnlyList<PaymentAccountView>> List(TenantScope db, CancellationToken ct) => await db.List<PaymentAccountView>($"""
        select id, external_id, webhook_token, live_mode, status from payment_account where tenant_id = {db.Tenant} order by created_at, id
        """, ct);

    public async Task<PaymentAccount?> FindActive(TenantScope db, CancellationToken ct) => Open(await db.Find<Row>($"""
        select tenant_id, id, external_id, live_mode, status, credentials from payment_account where tenant_id = {db.Tenant} and status = 'active'
        """, ct));

    public async Task<PaymentAccount> Get(TenantScope db, PaymentAccountId id, CancellationToken ct) => Open(await db.Get<Row>($"""
        select tenant_id, id, external_id, live_mode, status, credentials from payment_account where tenant_id = {db.Tenant} and id = {id}
        """, ct))!;

    /// <summary>The account behind a webhook address, whatever its status: money may still come in on a paused one.</summary>
    public async Task<PaymentAccount?> FindByWebhook(string token, CancellationToken ct) => Open(await system.Find<Row>($"""
        select tenant_id, id, external_id, live_mode, status, credentials from payment_account where webhook_token = {token}
        """, ct));

    /// <summary>Provider ids of active accounts without a webhook secret: the program refuses to start with any.</summary>
    public async Task<IReadOnlyList<string>> WithoutSecret(CancellationToken ct)
    {
        var rows = await system.List<Row>($"select tenant_id, id, external_id, live_mode, status, credentials from payment_account where status = 'active'", ct);
        return [.. rows.Select(r => Open(r)!).Where(a => !HasSecret(a.Credentials)).Select(a => a.ExternalId)];
    }

    private async Task<Result<Done>> Seal(
        TenantScope db, PaymentAccountId id, Func<StripeCredentials, StripeCredentials> change, (Actor Actor, string Action) note, CancellationToken ct)
    {
        await db.Execute($"select from payment_account where tenant_id = {db.Tenant} and id = {id} for update", ct);
        var account = await Get(db, id, ct);
        await db.Execute($"""
            update payment_account set credentials = {secrets.Seal(db.Tenant, Purpose, change(account.Credentials))}
            where tenant_id = {db.Tenant} and id = {id}
            """, ct);
        await audit.Write(db, note.Actor, note.Action, "payment-account", account.ExternalId, new { }, ct);
        return Done.It;
    }

    private static Refusal? Refuse(NewPaymentAccount account)
    {
        if (!HasSecret(account.Credentials))
        {
            return NoSecret;
        }

        var fits = account.ExternalId.Length is > 0 and <= 255 && account.Credentials.ApiKey.Length > 0 && account.WebhookToken is null or { Length: >= 16 and <= 200 };
        return fits ? null : new("payment-account-not-valid", "Expected the provider's account id, a secret key, and a webhook token of 16 characters or more.");
    }

    private static bool HasSecret(StripeCredentials credentials) =>
        credentials.WebhookSecrets.Length > 0 && Array.TrueForAll(credentials.WebhookSecrets, s => !string.IsNullOrWhiteSpace(s));

    private PaymentAccount? Open(Row? row) => row is null ? null : new(
        row.TenantId, row.Id, row.ExternalId, row.LiveMode, row.Status, secrets.Open<StripeCredentials>(row.TenantId, Purpose, row.Credentials));

    private sealed record Row(TenantId TenantId, PaymentAccountId Id, string ExternalId, bool LiveMode, PaymentAccountStatus Status, byte[] Credentials);
}
