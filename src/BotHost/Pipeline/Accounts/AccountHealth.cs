using ChatCommerce.Channels;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>
/// Pauses an account that the provider refuses, and lets it go on once it takes a message again: one is let through first, the rest follow
/// when it was taken. Refused again, it is tried later each time. What waited is sent then, if its window is still open.
/// </summary>
public sealed class AccountHealth(TenantDb tenants, ChannelAccounts accounts, Audit audit, TimeProvider clock)
{
    // A trial that got no answer, because the program died or the provider was away, is followed by another.
    private static readonly TimeSpan NextTrial = TimeSpan.FromMinutes(5);

    public Task Pause(ChannelAccount account, ChannelTrouble trouble, CancellationToken ct) => tenants.Run(account.Tenant, async db =>
    {
        await Pause(db, account, trouble, ct);
        return Done.It;
    }, ct);

    /// <summary>The same in the caller's transaction. Others who write may point to the account meanwhile, so its key stays free.</summary>
    public async Task Pause(TenantScope db, ChannelAccount account, ChannelTrouble trouble, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = await db.Find<string>($"""
            with was as (select status from channel_account where tenant_id = {db.Tenant} and id = {account.Id} for no key update)
            update channel_account set status = 'paused', problem = {trouble.Message}, paused_at = coalesce(paused_at, {now}), trial_at = null,
                needs_person = {trouble.Meaning is Meaning.NeedsPerson}, pauses = pauses + 1,
                probe_at = {now} + least(interval '1 minute' * ((1 << least(pauses, 6)) - 1), interval '1 hour')
            from was where tenant_id = {db.Tenant} and id = {account.Id} and was.status <> 'disconnected'
            returning was.status
            """, ct);
        if (before is "connected")
        {
            await Note(db, account, "channel.paused", new { problem = trouble.Message }, ct);
        }

        db.AfterCommit(() => accounts.Forget(account.Id));
    }

    /// <summary>The provider takes its messages again.</summary>
    public async Task Resume(ChannelAccount account, CancellationToken ct)
    {
        await tenants.Run(account.Tenant, async db =>
        {
            var resumed = await db.Execute($"""
                update channel_account set status = 'connected', problem = null, paused_at = null, probe_at = null, trial_at = null, pauses = 0, needs_person = false
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

    /// <summary>Its credentials work again: the oldest message that waits goes first, to see whether the provider takes it.</summary>
    public async Task Try(ChannelAccount account, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var proved = await tenants.Run(account.Tenant, async db =>
        {
            var needsPerson = await db.Find<bool?>($"""
                update channel_account set trial_at = {now}, probe_at = {now + NextTrial}
                where tenant_id = {db.Tenant} and id = {account.Id} and status = 'paused' returning needs_person
                """, ct);
            return await WakeOne(db, account.Id, ct) == 0 && needsPerson is false;
        }, ct);
        accounts.Forget(account.Id);
        if (proved)
        {
            await Resume(account, ct);
        }
    }

    /// <summary>Whether the caller's message is the one that goes first; nobody else's is then.</summary>
    public async Task<bool> TakeTrial(ChannelAccount account, CancellationToken ct) => await tenants.For(account.Tenant).Execute($"""
        update channel_account set trial_at = null
        where tenant_id = {account.Tenant} and id = {account.Id} and status = 'paused' and trial_at is not null
        """, ct) > 0;

    /// <summary>Nobody calls the provider for this account before then.</summary>
    public Task Slow(ChannelAccount account, DateTimeOffset until, CancellationToken ct) => Slow(tenants.For(account.Tenant), account, until, ct);

    public async Task Slow(TenantScope db, ChannelAccount account, DateTimeOffset until, CancellationToken ct)
    {
        await db.Execute($"""
            update channel_account set slow_until = {until}
            where tenant_id = {db.Tenant} and id = {account.Id} and (slow_until is null or slow_until < {until})
            """, ct);
        db.AfterCommit(() => accounts.Forget(account.Id));
    }

    // What the pause put off goes now, what the provider put off not before its time. The lane's sweep finds them within a second.
    private static Task Wake(TenantScope db, ChannelAccountId account, CancellationToken ct) => db.Execute($"""
        with woken as (
            update outbox o set due_at = greatest(now(), o.not_before) from conversation c
            where c.tenant_id = {db.Tenant} and c.channel_account_id = {account} and c.send_due_at is not null
                and o.tenant_id = {db.Tenant} and o.conversation_id = c.id and o.state = 'pending'
            returning c.id, o.seq, o.due_at
        ), first as (select distinct on (id) id, due_at from woken order by id, seq)
        update conversation c set send_due_at = first.due_at from first where c.tenant_id = {db.Tenant} and c.id = first.id
        """, ct);

    private static Task<int> WakeOne(TenantScope db, ChannelAccountId account, CancellationToken ct) => db.Execute($"""
        with oldest as (
            select o.id, o.conversation_id from conversation c join outbox o on o.tenant_id = c.tenant_id and o.conversation_id = c.id
            where c.tenant_id = {db.Tenant} and c.channel_account_id = {account} and c.send_due_at is not null
                and o.state = 'pending' and (o.not_before is null or o.not_before <= now())
            order by o.created_at limit 1
        ), woken as (update outbox o set due_at = now() from oldest where o.tenant_id = {db.Tenant} and o.id = oldest.id)
        update conversation c set send_due_at = now() from oldest where c.tenant_id = {db.Tenant} and c.id = oldest.conversation_id
        """, ct);

    private Task Note(TenantScope db, ChannelAccount account, string action, object detail, CancellationToken ct) =>
        audit.Write(db, Actor.System("health"), action, "channel-account", account.Id.ToString(), detail, ct);
}
