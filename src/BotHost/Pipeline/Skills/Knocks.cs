using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>
/// News about an order may not wait for ever: where the shop has an event for it, a paid call makes Kakao ask us, and what waits is the answer.
/// Recorded before the call and never repeated unless Kakao said that it did not take it.
/// </summary>
internal sealed class Knocks(
    TenantDb tenants, KakaoApi api, KnockOutcomes outcomes, GoElsewhere elsewhere, AccountHealth health, KakaoOptions options, TimeProvider clock)
{
    private static readonly TimeSpan BackOff = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan OldNews = TimeSpan.FromHours(1);

    /// <summary>Knocks for what has waited long enough, or sends it another way where nothing knocks; returns when to look again, or null.</summary>
    public async Task<DateTimeOffset?> Knock(ChannelAccount account, Standing now, CancellationToken ct)
    {
        var name = KakaoChannel.EventOf(account);
        if ((name is not null && account.Paused) || now.Suppressed)
        {
            return null;
        }

        if (await Oldest(account, now, ct) is not { } oldest)
        {
            return await outcomes.Ask(account, now, ct);
        }

        // Whoever is in the chat just now reads it in their next answer, which costs nothing.
        var due = account.SlowUntil is { } slow && slow > oldest.AddSeconds(options.KnockAfterSeconds) ? slow : oldest.AddSeconds(options.KnockAfterSeconds);
        if (due > clock.GetUtcNow())
        {
            return due;
        }

        if (name is null)
        {
            await elsewhere.Move(account.Tenant, now, ct);
            return null;
        }

        return await Begin(account, now, ct) ? await Call(account, now, name, ct) : null;
    }

    private async Task<DateTimeOffset?> Call(ChannelAccount account, Standing now, string name, CancellationToken ct)
    {
        try
        {
            await End(account, now, "accepted", await api.Knock(account, now.ThreadKey, name, ct), null, ct);
            return clock.GetUtcNow().AddSeconds(options.AskAfterSeconds);
        }
        catch (ChannelTrouble trouble) when (trouble.StopsAccount)
        {
            // Once the key works again the account's messages are woken, and this one knocks anew.
            await Forget(account, now, ct);
            await health.Pause(account, trouble, ct);
            return null;
        }
        catch (ChannelTrouble trouble) when (trouble.Retry is Retry.Temporary)
        {
            var again = clock.GetUtcNow() + (trouble.After ?? BackOff);
            await Forget(account, now, ct);
            await health.Slow(account, again, ct);
            return again;
        }
        catch (ChannelTrouble trouble)
        {
            await End(account, now, trouble.Retry is Retry.Ambiguous ? "unknown" : "refused", null, trouble.Message, ct);
            return null;
        }
    }

    private Task Forget(ChannelAccount account, Standing now, CancellationToken ct) => tenants.For(account.Tenant).Execute($"""
        delete from skill_knock where tenant_id = {account.Tenant} and state = 'begun' and outbox_id in ({News(account, now)})
        """, ct);

    private Task<DateTimeOffset?> Oldest(ChannelAccount account, Standing now, CancellationToken ct) => tenants.For(account.Tenant).Find<DateTimeOffset?>($"""
        select min(o.created_at) from outbox o where o.tenant_id = {account.Tenant} and o.id in ({News(account, now)})
            and o.created_at > now() - {OldNews}
            and not exists (select 1 from skill_knock k where k.tenant_id = o.tenant_id and k.outbox_id = o.id)
        """, ct);

    // One knock brings all that waits.
    private async Task<bool> Begin(ChannelAccount account, Standing now, CancellationToken ct) => await tenants.For(account.Tenant).Execute($"""
        insert into skill_knock (tenant_id, outbox_id, at)
        select o.tenant_id, o.id, now() from outbox o where o.tenant_id = {account.Tenant} and o.id in ({News(account, now)})
        on conflict (tenant_id, outbox_id) do nothing
        """, ct) > 0;

    private Task End(ChannelAccount account, Standing now, string state, string? task, string? problem, CancellationToken ct) => tenants.For(account.Tenant).Execute($"""
        update skill_knock k set state = {state}, task_id = {task}, problem = {problem}
        where k.tenant_id = {account.Tenant} and k.state = 'begun'
            and k.outbox_id in (select id from outbox where tenant_id = {account.Tenant} and conversation_id = {now.Id})
        """, ct);

    private static Sql News(ChannelAccount account, Standing now) => $"""
        select id from outbox where tenant_id = {account.Tenant} and conversation_id = {now.Id} and state = 'pending' and class in ('notice', 'payment_link')
        """;
}
