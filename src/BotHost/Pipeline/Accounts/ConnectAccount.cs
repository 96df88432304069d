using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>
/// Takes an account of a provider into a shop: what was typed must look right, the provider must accept it, and no shop has the account yet.
/// One that this shop disconnected before is taken up again, with its conversations.
/// </summary>
public sealed class ConnectAccount(
    TenantDb tenants, SystemDb system, ChannelAccounts accounts, AskProvider provider, SecretBox secrets, HostAddress address, TokenLives tokens, Audit audit, TimeProvider clock)
{
    public async Task<Result<ConnectedAccount>> Connect(TenantId tenant, AccountForm form, TypedAccount typed, Actor actor, CancellationToken ct)
    {
        if (typed.Check(form) is { } problem)
        {
            return problem;
        }

        var (webhookToken, made) = (Token.New(32), form.Made.ToDictionary(m => m.Name, _ => Token.New(32)));
        var given = form.Secrets.Where(s => typed.Value(s).Length > 0).ToDictionary(s => s.Name, typed.Value);
        var account = new ChannelAccount(
            tenant, Id.New<ChannelAccountId>(clock), form.Kind, typed.IdOf(form), typed.Name,
            given.Concat(made).ToDictionary(), form.Settings.Where(s => typed.Value(s).Length > 0).ToDictionary(s => s.Name, typed.Value));
        if (await provider.Ask(account, ct) is { Ok: false } answer)
        {
            return new Refusal("credentials-refused", answer.Words);
        }

        var stored = await tenants.Try(tenant, db => Store(db, account, webhookToken, actor, ct), ct);
        if (!stored.Ok)
        {
            return stored.Refusal!;
        }

        accounts.Forget(stored.Value);
        await tokens.Ask(account with { Id = stored.Value }, ct);
        var setUp = await provider.SetUp(account with { Id = stored.Value }, address.At($"/webhooks/{form.Kind}/{webhookToken}"), ct);
        return new ConnectedAccount(stored.Value, made, setUp);
    }

    // Who connects an id holds its lock, so two shops that try at the same moment see each other.
    private async Task<Result<ChannelAccountId>> Store(TenantScope db, ChannelAccount account, string webhookToken, Actor actor, CancellationToken ct)
    {
        await db.Execute($"select pg_advisory_xact_lock(hashtextextended({account.Kind + "|" + account.ExternalId}, 2))", ct);
        var taken = await system.Find<Guid?>(
            $"select tenant_id from channel_account where kind = {account.Kind} and external_id = {account.ExternalId} and status <> 'disconnected'", ct);
        if (taken is not null)
        {
            return new Refusal("account-taken", "This account is connected already and can be connected once only. If it is yours, disconnect it where it is first.", "external_id");
        }

        var known = await db.Find<ChannelAccountId?>($"""
            select id from channel_account
            where tenant_id = {db.Tenant} and kind = {account.Kind} and external_id = {account.ExternalId} order by created_at desc limit 1
            """, ct);
        var id = known ?? account.Id;
        var sealedSecrets = secrets.Seal(db.Tenant, ChannelAccounts.Purpose, account.Credentials);
        var setAt = account.Credentials.Keys.ToDictionary(name => name, _ => clock.GetUtcNow());
        await db.Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, credentials, settings, secrets_set_at, created_at)
            values ({db.Tenant}, {id}, {account.Kind}, {account.ExternalId}, {account.Name}, {webhookToken}, {sealedSecrets}, {account.Settings:jsonb},
                {setAt:jsonb}, {clock.GetUtcNow()})
            on conflict (tenant_id, id) do update set name = excluded.name, webhook_token = excluded.webhook_token, credentials = excluded.credentials,
                settings = excluded.settings, secrets_set_at = excluded.secrets_set_at, status = 'connected', problem = null, paused_at = null, slow_until = null
            """, ct);
        await audit.Write(db, actor, "channel.connected", "channel-account", id.ToString(), new { account.Kind, account.ExternalId, account.Name }, ct);
        return id;
    }
}

/// <param name="Made">What we made for the provider, to be pasted there now.</param>
/// <param name="SetUp">What came of telling the provider our address; null where a person pastes it.</param>
public sealed record ConnectedAccount(ChannelAccountId Id, IReadOnlyDictionary<string, string> Made, AccountAnswer? SetUp);
