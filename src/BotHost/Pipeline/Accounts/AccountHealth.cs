using ChatCommerce.Channels;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>
/// Pauses an account whose credentials the provider refuses, and lets it go on once they work again. What waited is sent then, if its
/// window is still open.
/// </summary>
public sealed class AccountHealth(TenantDb tenants, ChannelAccounts accounts, Audit audit, TimeProvider clock)
{
    public async Task Pause(ChannelAccount account, string problem, CancellationToken ct)
    {
        await tenants.Run(account.Tenant, async db =>
        {
            var paused = await db.Execute($"""
                update channel_account set status = 'paused', problem = {problem}, paused_at = {clock.GetUtcNow()}
                where tenant_id = {db.Tenant} and id = {account.Id} and status = 'connected'
                """, ct);
            if (paused > 0)
            {
                await Note(db, account, "channel.paused", new { problem }, ct);
            }

            return Done.It;
        }, ct);
        accounts.Forget(account.Id);
    }

    public async Task Resume(ChannelAccount account, CancellationToken ct)
    {
        await tenants.Run(account.Tenant, async db =>
        {
            var resumed = await db.Execute($"""
                update channel_account set status = 'connected', problem = null, paused_at = null
                where tenant_id = {db.Tenant} and id = {account.Id} and status = 'paused'
                """, ct);
            if (resumed > 0)
            {
                await Wake(db, account.Id, ct);
                await Note(db, account, "channel.resumed", new { }, ct);
            }

            return Done.It;
        }, ct);
        accounts.Forget(account.Id);
    }

    /// <summary>Nobody calls the provider for this account before then.</summary>
    public async Task Slow(ChannelAccount account, DateTimeOffset until, CancellationToken ct)
    {
        await tenants.For(account.Tenant).Execute($"""
            update channel_account set slow_until = {until}
            where tenant_id = {account.Tenant} and id = {account.Id} and (slow_until is null or slow_until < {until})
            """, ct);
        accounts.Forget(account.Id);
    }

    // The lane's sweep finds them within a second.
    private static Task Wake(TenantScope db, ChannelAccountId account, CancellationToken ct) => db.Execute($"""
        with woken as (
            update outbox o set due_at = now() from conversation c
            where c.tenant_id = {db.Tenant} and c.channel_account_id = {account}
                and o.tenant_id = {db.Tenant} and o.conversation_id = c.id and o.state = 'pending'
            returning c.id
        )
        update conversation c set send_due_at = now() from woken where c.tenant_id = {db.Tenant} and c.id = woken.id
        """, ct);

    private Task Note(TenantScope db, ChannelAccount account, string action, object detail, CancellationToken ct) =>
        audit.Write(db, Actor.System("health"), action, "channel-account", account.Id.ToString(), detail, ct);
}
