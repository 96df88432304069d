using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Demo;

/// <summary>Who may do what in a demo shop: staff, API tokens, the web chat account and the payment account.</summary>
public sealed class DemoAccess(Staff staff, ApiTokens tokens, PaymentAccounts payments, IDemoChannels channels, SecretBox box, TimeProvider clock)
{
    /// <summary>The shop with the secrets it has on this machine.</summary>
    internal DemoShop Of(Tenant tenant, DemoShopFile file, DemoOptions options) =>
        new DemoSecrets(box, channels, file.Slug).Of(tenant, file.Staff, options.Password);

    internal async Task Enrol(DemoShop shop, CancellationToken ct)
    {
        foreach (var person in shop.Staff)
        {
            await staff.Enrol(shop.Tenant.Id, new NewStaff(person.Email, person.Name, person.Role, person.Password), ct);
        }
    }

    internal async Task Write(TenantScope db, DemoShop shop, IReadOnlyList<string> origins, Actor actor, CancellationToken ct)
    {
        foreach (var token in shop.ApiTokens)
        {
            await tokens.Store(db, $"demo {SqlName.Of(token.Role)}", token.Role, token.Token, ct);
        }

        await Connect(db, shop.WebChat, new Dictionary<string, string> { ["origins"] = string.Join(' ', origins) }, ct);
        foreach (var channel in shop.Channels)
        {
            await Connect(db, channel, channel.Settings, ct);
        }

        await Connect(db, shop.Payments, actor, ct);
    }

    private Task Connect(TenantScope db, DemoChannel channel, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var credentials = box.Seal(db.Tenant, "channel", channel.Secrets);
        var keyHash = channel.Key is { } key ? Token.Hash(key) : null;
        return db.Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, key_hash, credentials, settings, created_at)
            values ({db.Tenant}, {Id.New<ChannelAccountId>(clock)}, {channel.Kind}, {channel.ExternalId}, {channel.Name}, {channel.WebhookToken},
                    {keyHash}, {credentials}, {settings:jsonb}, {clock.GetUtcNow()})
            on conflict (kind, external_id) where status <> 'disconnected' do update set webhook_token = excluded.webhook_token, key_hash = excluded.key_hash,
                credentials = excluded.credentials, settings = excluded.settings
            """, ct);
    }

    private async Task Connect(TenantScope db, DemoPayments account, Actor actor, CancellationToken ct)
    {
        var credentials = new StripeCredentials(account.SecretKey, [account.WebhookSecret]);
        var connected = await payments.Connect(db, new NewPaymentAccount(account.ExternalId, credentials, LiveMode: false, account.WebhookToken), actor, ct);
        if (connected.Refusal is { Code: not "payment-account-taken" } refusal)
        {
            throw new InvalidOperationException($"The demo's payment account was refused: {refusal.Message}");
        }
    }
}
