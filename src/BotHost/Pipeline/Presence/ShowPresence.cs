using System.Diagnostics.Metrics;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Presence;

/// <summary>
/// Shows a customer that somebody is there. Only a courtesy: it is never stored, never tried again, and nothing waits for it; a failure is
/// counted and no more. Just before each call it looks who speaks and whether the person said stop.
/// </summary>
internal sealed class ShowPresence(
    TenantDb tenants, ChannelKinds channels, ChannelAccounts accounts, AccountHealth health, Signals signals, IMeterFactory meters, TimeProvider clock)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(30);
    private readonly Counter<long> calls = meters.Create("ChatCommerce.Presence").CreateCounter<long>("chatcommerce.presence.calls");

    /// <summary>Shows that an answer is being written; returns how long that lasts, null where nothing can be shown.</summary>
    public async Task<TimeSpan?> ShowTyping(Attendance here, ChannelAccountId account, CancellationToken ct) => await Reachable(here, account, ct) switch
    {
        ({ } own, ITyping channel) when await Find(here, ct) is { } place =>
            await Called(own, "typing", () => channel.ShowTyping(own, place.ThreadKey, place.ProviderId, ct), ct) ? channel.TypingLasts : null,
        (not null, IStoredChannel { Capabilities.Typing: true }) when await Find(here, ct) is not null => Signalled(here),
        _ => null,
    };

    /// <summary>Marks what the customer said last as read, where that is a request of its own.</summary>
    public async Task MarkRead(Attendance here, ChannelAccountId? account, CancellationToken ct)
    {
        // A web chat has no such marks, so most conversations end here without a query.
        if (account is { } known && (await Reachable(here, known, ct)).Channel is not IReadMarks)
        {
            return;
        }

        if (await Find(here, ct) is { } place && await Reachable(here, place.ChannelAccountId, ct) is ({ } own, IReadMarks channel))
        {
            await Called(own, "read", () => channel.MarkRead(own, place.ThreadKey, place.ProviderId, ct), ct);
        }
    }

    // The clients of our own chat hear it from the node that holds their stream.
    private TimeSpan Signalled(Attendance here)
    {
        signals.Send(SignalKind.Typing, here.Tenant, here.Conversation);
        return ITyping.Usually;
    }

    private async Task<(ChannelAccount? Account, IChannel? Channel)> Reachable(Attendance here, ChannelAccountId id, CancellationToken ct) =>
        await accounts.Find(here.Tenant, id, ct) is { Paused: false, Disconnected: false } account && !(account.SlowUntil > clock.GetUtcNow())
            ? (account, channels.Find(account.Kind)) : (null, null);

    private Task<Place?> Find(Attendance here, CancellationToken ct) => tenants.For(here.Tenant).Find<Place>($"""
        select c.channel_account_id, c.thread_key, m.provider_id from conversation c
        cross join lateral (
            select provider_id from message
            where tenant_id = c.tenant_id and conversation_id = c.id and author = 'customer' order by seq desc limit 1) m
        where c.tenant_id = {here.Tenant} and c.id = {here.Conversation} and m.provider_id is not null
            and ({here.ControlEpoch}::int is null or (c.control = 'bot' and c.control_epoch = {here.ControlEpoch}))
            and not exists (select 1 from suppression s where s.tenant_id = c.tenant_id and s.contact_id = c.contact_id)
        """, ct);

    private async Task<bool> Called(ChannelAccount account, string what, Func<Task> call, CancellationToken ct)
    {
        try
        {
            await call();
            Count(account, what, "shown");
            return true;
        }
        catch (ChannelTrouble trouble)
        {
            Count(account, what, "failed");
            if (trouble.Meaning is Meaning.AccountSlowed)
            {
                await health.Slow(account, clock.GetUtcNow() + (trouble.After ?? Slow), ct);
            }

            return false;
        }
    }

    private void Count(ChannelAccount account, string what, string outcome) =>
        calls.Add(1, new("channel", account.Kind), new("call", what), new("outcome", outcome));

    private sealed record Place(ChannelAccountId ChannelAccountId, string ThreadKey, string ProviderId);
}

/// <summary>Who is there for the customer.</summary>
/// <param name="ControlEpoch">The bot, as long as nobody took over since; null: a person of the shop.</param>
internal sealed record Attendance(TenantId Tenant, ConversationId Conversation, int? ControlEpoch);
