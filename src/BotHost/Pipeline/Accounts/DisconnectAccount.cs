using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Ends an account: its credentials are wiped, its webhook address is nobody's any more, what waited to go out is withdrawn. Conversations stay readable.</summary>
public sealed class DisconnectAccount(TenantDb tenants, ChannelAccounts accounts, AskProvider provider, SecretBox secrets, Audit audit)
{
    public async Task<Result<Done>> Disconnect(TenantId tenant, ChannelAccountId id, Actor actor, CancellationToken ct)
    {
        if (await accounts.Find(tenant, id, ct) is { Disconnected: false } account)
        {
            await provider.TakeDown(account, ct);
        }

        var done = await tenants.Try(tenant, db => End(db, id, actor, ct), ct);
        accounts.Forget(id);
        return done;
    }

    private async Task<Result<Done>> End(TenantScope db, ChannelAccountId id, Actor actor, CancellationToken ct)
    {
        var empty = secrets.Seal(db.Tenant, ChannelAccounts.Purpose, new Dictionary<string, string>());
        var ended = await db.Execute($$"""
            update channel_account set status = 'disconnected', credentials = {{empty}}, secrets_set_at = '{}', old_until = null, problem = null, paused_at = null,
                slow_until = null, webhook_token = {{Token.New(32)}}
            where tenant_id = {{db.Tenant}} and id = {{id}} and status <> 'disconnected' and kind <> 'web_chat'
            """, ct);
        if (ended == 0)
        {
            return new Refusal("account-disconnected", "The account is disconnected already.");
        }

        await db.Execute($"""
            update outbox o set state = 'withdrawn', finished_at = now(), problem = 'The channel was disconnected.'
            from conversation c
            where c.tenant_id = {db.Tenant} and c.channel_account_id = {id} and (c.send_due_at is not null or c.held)
                and o.tenant_id = {db.Tenant} and o.conversation_id = c.id and o.state in ('pending', 'held', 'claimed')
            """, ct);
        await audit.Write(db, actor, "channel.disconnected", "channel-account", id.ToString(), new { }, ct);
        return Done.It;
    }
}
