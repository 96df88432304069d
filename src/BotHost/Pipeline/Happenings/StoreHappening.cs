using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// What happened around a thread: reports, echoes, edits, wishes, moves of control. It takes the same door as messages (stored once by the
/// provider's key), and its effect is committed with it.
/// </summary>
public sealed class StoreHappening(
    TenantDb tenants, OpenConversation open, DeliveryReports deliveries, SpokenElsewhere elsewhere, Corrections corrections, Wishes wishes, IdentityChanges identities,
    TemplateReviews templates, Signals signals, TimeProvider clock)
{
    public Task Store(ChannelAccount account, InboundEvent happened, RawBody raw, CancellationToken ct) => tenants.Run(account.Tenant, async db =>
    {
        var place = await Find(db, account.Id, happened, ct);
        if (place is null && happened.Content is Echoed { ByHuman: true })
        {
            await open.Open(db, account.Id, happened, ct);
            place = await Find(db, account.Id, happened, ct);
        }

        if (await Insert(db, account.Id, place, happened, raw, ct))
        {
            await Apply(db, new(account, place, happened), ct);
            if (place is { } conversation)
            {
                db.AfterCommit(() => signals.Send(SignalKind.Inbox, account.Tenant, conversation));
            }
        }

        return Done.It;
    }, ct);

    /// <summary>Reports on messages that they name, all those of one call in a few statements. They take no place in a thread.</summary>
    public Task Store(ChannelAccount account, IReadOnlyList<InboundEvent> reports, RawBody raw, CancellationToken ct) => tenants.Run(account.Tenant, async db =>
    {
        var fresh = (await Insert(db, account.Id, reports, raw, ct)).ToHashSet(StringComparer.Ordinal);
        List<DeliveryReported> told = [.. reports.Where(r => fresh.Remove(r.ProviderKey)).Select(r => (DeliveryReported)r.Content)];
        if (told.Count > 0)
        {
            await deliveries.Apply(db, account, told, ct);
        }

        return Done.It;
    }, ct);

    /// <summary>Another application answers in this thread: the bot keeps silent until it is ours again or staff hand it back.</summary>
    public Task Silence(ChannelAccount account, InboundEvent said, CancellationToken ct) => tenants.Run(account.Tenant, async db =>
    {
        await open.Open(db, account.Id, said, ct);
        return await elsewhere.Silence(db, (await Find(db, account.Id, said, ct))!.Value, ct);
    }, ct);

    private Task Apply(TenantScope db, Happening happening, CancellationToken ct) => (happening.Event.Content, happening.Conversation) switch
    {
        (DeliveryReported { Until: { } until } report, { } conversation) => deliveries.Apply(db, conversation, report, until, ct),
        (PreferenceSet wish, _) => wishes.Apply(db, happening, wish, ct),
        (IdentityChanged change, _) => identities.Apply(db, happening, change, ct),
        (Echoed echo, { } conversation) => elsewhere.Apply(db, happening, conversation, echo, ct),
        (ThreadControl { Ours: { } ours }, { } conversation) => elsewhere.Moved(db, conversation, ours, ct),
        (MessageEdited edit, { } conversation) => corrections.Apply(db, conversation, edit, ct),
        (MessageDeleted gone, { } conversation) => corrections.Apply(db, happening.Account.Id, conversation, gone, ct),
        (TemplateReviewed review, _) => templates.Apply(db, happening.Account, review, ct),
        _ => Task.CompletedTask,
    };

    // Around a thread a person may go by another name than in it: by the phone where the thread has an id of the provider's.
    private static async Task<ConversationId?> Find(TenantScope db, ChannelAccountId account, InboundEvent happened, CancellationToken ct) =>
        await db.Find<ConversationId?>($"""
            select id from conversation where tenant_id = {db.Tenant} and channel_account_id = {account} and thread_key = {happened.ThreadKey} for update
            """, ct)
        ?? (happened.ThreadKey.Length > 0 && await OpenConversation.FindContact(db, account, happened.Sender.Identifiers, ct) is { } person
            ? await db.Find<ConversationId?>($"""
                select id from conversation where tenant_id = {db.Tenant} and channel_account_id = {account} and contact_id = {person}
                order by last_message_at desc nulls last limit 1 for update
                """, ct)
            : null);

    private async Task<bool> Insert(
        TenantScope db, ChannelAccountId account, ConversationId? conversation, InboundEvent happened, RawBody raw, CancellationToken ct) => await db.Execute($"""
        insert into inbound_event (tenant_id, id, channel_account_id, provider_key, conversation_id, kind, event, raw, body_id, state, occurred_at, received_at)
        values ({db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {account}, {happened.ProviderKey}, {conversation}, {Ingest.KindOf(happened.Content)},
            {happened:jsonb}, {raw.Bytes}, {raw.Stored}, 'kept', {happened.OccurredAt}, now())
        on conflict (tenant_id, channel_account_id, provider_key) do nothing
        """, ct) > 0;

    private Task<List<string>> Insert(TenantScope db, ChannelAccountId account, IReadOnlyList<InboundEvent> reports, RawBody raw, CancellationToken ct)
    {
        Guid[] ids = [.. reports.Select(_ => Guid.CreateVersion7(clock.GetUtcNow()))];
        string[] keys = [.. reports.Select(r => r.ProviderKey)];
        string[] threads = [.. reports.Select(r => r.ThreadKey)];
        string[] events = [.. reports.Select(r => Json.Write(r))];
        DateTimeOffset[] times = [.. reports.Select(r => r.OccurredAt.ToUniversalTime())];
        return db.List<string>($"""
            insert into inbound_event (tenant_id, id, channel_account_id, provider_key, conversation_id, kind, event, raw, body_id, state, occurred_at, received_at)
            select {db.Tenant}, r.id, {account}, r.key, c.id, {Ingest.KindOf(reports[0].Content)}, r.event::jsonb, {raw.Bytes}, {raw.Stored}, 'kept', r.at, now()
            from unnest({ids}, {keys}, {threads}, {events}, {times}) as r (id, key, thread, event, at)
            left join conversation c on c.tenant_id = {db.Tenant} and c.channel_account_id = {account} and c.thread_key = r.thread
            on conflict (tenant_id, channel_account_id, provider_key) do nothing
            returning provider_key
            """, ct);
    }
}

/// <param name="Conversation">Null when nobody has spoken in the thread yet.</param>
public sealed record Happening(ChannelAccount Account, ConversationId? Conversation, InboundEvent Event);
