using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>
/// The first step of a message's way: store the event, then answer the provider. One round trip and one transaction an event; the
/// unique key on the provider's id makes a redelivery a no-op for ever, the locked conversation row gives each event its place.
/// </summary>
public sealed class Ingest(TenantDb tenants, OpenConversation open, WishWhileSilent wishes, Signals signals, WorkPlaces places, PipelineOptions options, TimeProvider clock)
{
    private const int MostLooks = 5;

    /// <summary>Stores events of one verified request in their order. When it returns, they are committed.</summary>
    /// <param name="raw">The request's bytes as received.</param>
    public async Task<IReadOnlyList<Stored>> Store(
        TenantId tenant, ChannelAccountId account, IReadOnlyList<InboundEvent> events, byte[] raw, CancellationToken ct)
    {
        List<Stored> stored = [];
        foreach (var inbound in events)
        {
            stored.Add(await Store(tenant, account, inbound, new RawBody(raw), null, ct));
        }

        return stored;
    }

    /// <param name="activity">For web chat: the customer's activity as its client reads it back; <c>$id$</c> in it becomes its id.</param>
    public Task<Stored> Store(TenantId tenant, ChannelAccountId account, InboundEvent inbound, byte[] raw, string? activity, CancellationToken ct) =>
        Store(tenant, account, inbound, new RawBody(raw), activity, ct);

    public async Task<Stored> Store(
        TenantId tenant, ChannelAccountId account, InboundEvent inbound, RawBody raw, string? activity, CancellationToken ct)
    {
        FaultPoint.Hit("in.verified");
        var arrival = new Arrival(account, inbound, raw, activity);
        var stored = await places.Ahead(() => Kept(tenant, arrival, ct));
        FaultPoint.Hit("in.committed");
        if (stored.Seq is not null)
        {
            Signal(tenant, stored, inbound);
        }

        return stored;
    }

    // A thread may get another name between two looks at it: whoever finds it gone looks again.
    private async Task<Stored> Kept(TenantId tenant, Arrival arrival, CancellationToken ct)
    {
        for (var look = 1; look <= MostLooks; look++)
        {
            if (RecycledNumbers.Tells(arrival.Event))
            {
                await RecycledNumbers.Part(tenants.For(tenant), arrival.Account, arrival.Event, ct);
            }

            var stored = WishWhileSilent.Meant(arrival.Event) is { } wish
                ? await tenants.Run(tenant, db => Heeded(db, arrival, wish, ct), ct)
                : await Insert(tenants.For(tenant), arrival, ct) ?? await tenants.Run(tenant, db => Opened(db, arrival, ct), ct);
            if (stored is not null)
            {
                return stored;
            }
        }

        throw new InvalidOperationException("The conversation vanished each time while its message was stored.");
    }

    private async Task<Stored?> Opened(TenantScope db, Arrival arrival, CancellationToken ct)
    {
        await open.Open(db, arrival.Account, arrival.Event, ct);
        return await Insert(db, arrival, ct);
    }

    // What was stored before was heeded then.
    private async Task<Stored?> Heeded(TenantScope db, Arrival arrival, Wish wish, CancellationToken ct)
    {
        var stored = await Insert(db, arrival, ct) ?? await Opened(db, arrival, ct);
        return stored?.Seq is not null && await wishes.Heed(db, stored, wish, arrival.Event, ct) ? stored with { WaitMilliseconds = null } : stored;
    }

    private void Signal(TenantId tenant, Stored stored, InboundEvent inbound)
    {
        signals.Send(SignalKind.Inbox, tenant, stored.ConversationId);
        signals.Send(SignalKind.Activity, tenant, stored.ConversationId);
        if (inbound is { Content: MediaSent, File: null })
        {
            signals.Send(SignalKind.Fetch, tenant, stored.ConversationId);
        }

        if (stored.Released)
        {
            signals.Send(SignalKind.Send, tenant, stored.ConversationId);
        }

        if (stored.WaitMilliseconds is { } wait)
        {
            signals.Send(SignalKind.Turn, tenant, stored.ConversationId, wait);
        }
    }

    // Null: there is no such conversation yet. The second statement sees what the one that held the lock before us committed.
    // It locks again, because a conversation opened between the two was not there for the first to lock.
    private async Task<Stored?> Insert(TenantScope db, Arrival arrival, CancellationToken ct)
    {
        var (tenant, (account, inbound, raw, activity)) = (db.Tenant, arrival);
        var (id, message) = (Guid.CreateVersion7(clock.GetUtcNow()), Guid.CreateVersion7(clock.GetUtcNow()));
        var said = inbound.Content.IsSaid;
        var line = inbound.Content.Line;
        var kind = KindOf(inbound.Content);
        await using var reading = await db.Batch(
            [
                $"""
                select 1 from conversation
                where tenant_id = {tenant} and channel_account_id = {account} and thread_key = {inbound.ThreadKey} for update
                """,
                $"""
                with place as (
                    select id, contact_id, last_seq, last_watermark, control, held from conversation
                    where tenant_id = {tenant} and channel_account_id = {account} and thread_key = {inbound.ThreadKey} for update
                ), fresh as (
                    insert into inbound_event (tenant_id, id, channel_account_id, provider_key, conversation_id, seq, kind, event, raw, body_id, state, occurred_at, received_at)
                    select {tenant}, {id}, {account}, {inbound.ProviderKey}, place.id, place.last_seq + 1, {kind}, {inbound:jsonb}, {raw.Bytes}, {raw.Stored},
                        case when not {said} then 'kept' when place.control = 'bot' then 'pending' else 'done' end, {inbound.OccurredAt}, now()
                    from place
                    on conflict (tenant_id, channel_account_id, provider_key) do nothing
                    returning conversation_id, seq, state
                ), bubble as (
                    insert into message (tenant_id, id, conversation_id, seq, author, text, content, provider_id, created_at)
                    select {tenant}, {message}, conversation_id, seq, 'customer', {line}, {inbound.Content:jsonb}, {inbound.MessageId ?? inbound.ProviderKey}, now() from fresh where {said}
                ){KeepFile.Of(tenant, message, inbound)}, echo as (
                    insert into activity (tenant_id, conversation_id, watermark, body, at)
                    select {tenant}, place.id, place.last_watermark + 1,
                        replace({activity}::text, '$id$', place.id || '|' || lpad((place.last_watermark + 1)::text, 7, '0'))::jsonb, now()
                    from fresh, place where {activity}::text is not null
                ), released as (
                    update outbox o set state = 'pending', due_at = now() from fresh, place
                    where place.held and {said} and o.tenant_id = {tenant} and o.conversation_id = place.id and o.state = 'held'
                ), moved as (
                    update conversation c set
                        held = c.held and not {said},
                        send_due_at = case when c.held and {said} then now() else c.send_due_at end,
                        last_seq = fresh.seq,
                        last_watermark = c.last_watermark + case when {activity}::text is null then 0 else 1 end,
                        last_inbound_at = greatest(c.last_inbound_at, least({inbound.OccurredAt}, now())),
                        last_message_at = case when {said} then now() else c.last_message_at end,
                        last_text = case when {said} then {line} else c.last_text end,
                        status = 'open',
                        turn_due_at = case when fresh.state = 'pending' then least(now() + {Quiet(inbound)}, {FirstPending(tenant)} + {LongestWait}) else c.turn_due_at end
                    from fresh where c.tenant_id = {tenant} and c.id = fresh.conversation_id
                    returning c.turn_due_at, fresh.seq, fresh.state, c.last_watermark
                )
                select place.id as conversation_id, place.contact_id, moved.seq, moved.last_watermark as watermark,
                    place.held and {said} as released,
                    case when moved.state = 'pending' then greatest(0, extract(epoch from moved.turn_due_at - now()) * 1000)::int end as wait_milliseconds
                from place left join moved on true
                """,
            ], ct);
        await reading.Find<int?>(ct);
        FaultPoint.Hit("in.inserted");
        return await reading.Find<Stored>(ct);
    }

    private TimeSpan LongestWait => TimeSpan.FromMilliseconds(options.LongestWaitMilliseconds);

    private static Sql FirstPending(TenantId tenant) =>
        $"""
        coalesce((select min(e.received_at) from inbound_event e
            where e.tenant_id = {tenant} and e.conversation_id = c.id and e.state = 'pending'), now())
        """;

    // A tap is complete in itself; typed words may be followed by more.
    private TimeSpan Quiet(InboundEvent inbound) => inbound.Content switch
    {
        _ when inbound.AnsweredInRequest => TimeSpan.Zero,
        ChoiceTapped or CatalogCartSent or Referred => TimeSpan.Zero,
        MediaSent => TimeSpan.FromMilliseconds(options.QuietAfterMediaMilliseconds),
        _ => TimeSpan.FromMilliseconds(options.QuietMilliseconds),
    };

    internal static string KindOf(InboundContent content) => SqlName.Of(content.GetType().Name);

    private sealed record Arrival(ChannelAccountId Account, InboundEvent Event, RawBody Raw, string? Activity);
}

/// <param name="Seq">The event's place in its conversation; null when it was stored before.</param>
/// <param name="Watermark">The web chat watermark after it.</param>
/// <param name="Released">Messages that waited for the customer to write may go out now.</param>
/// <param name="WaitMilliseconds">Until its turn is due; null when the bot does not answer it.</param>
public sealed record Stored(ConversationId ConversationId, ContactId ContactId, long? Seq, long? Watermark, bool Released, int? WaitMilliseconds);
