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
    TenantDb tenants, OpenConversation open, DeliveryReports reports, SpokenElsewhere elsewhere, Corrections corrections, Wishes wishes, Signals signals, TimeProvider clock)
{
    public Task Store(ChannelAccount account, InboundEvent happened, byte[] raw, CancellationToken ct) => tenants.Run(account.Tenant, async db =>
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

    /// <summary>Another application answers in this thread: the bot keeps silent until it is ours again or staff hand it back.</summary>
    public Task Silence(ChannelAccount account, InboundEvent said, CancellationToken ct) => tenants.Run(account.Tenant, async db =>
    {
        await open.Open(db, account.Id, said, ct);
        return await elsewhere.Silence(db, (await Find(db, account.Id, said, ct))!.Value, ct);
    }, ct);

    private Task Apply(TenantScope db, Happening happening, CancellationToken ct) => (happening.Event.Content, happening.Conversation) switch
    {
        (DeliveryReported { Until: { } until } report, { } conversation) => reports.Apply(db, conversation, report, until, ct),
        (DeliveryReported report, _) => reports.Apply(db, report, ct),
        (PreferenceSet wish, _) => wishes.Apply(db, happening, wish, ct),
        (IdentityChanged change, _) => wishes.Apply(db, happening, change, ct),
        (Echoed echo, { } conversation) => elsewhere.Apply(db, conversation, echo, ct),
        (ThreadControl { Ours: { } ours }, { } conversation) => elsewhere.Moved(db, conversation, ours, ct),
        (MessageEdited edit, { } conversation) => corrections.Apply(db, conversation, edit, ct),
        (MessageDeleted gone, { } conversation) => corrections.Apply(db, conversation, gone, ct),
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
        TenantScope db, ChannelAccountId account, ConversationId? conversation, InboundEvent happened, byte[] raw, CancellationToken ct) => await db.Execute($"""
        insert into inbound_event (tenant_id, id, channel_account_id, provider_key, conversation_id, kind, event, raw, state, occurred_at, received_at)
        values ({db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {account}, {happened.ProviderKey}, {conversation}, {Ingest.KindOf(happened.Content)},
            {happened:jsonb}, {raw}, 'kept', {happened.OccurredAt}, now())
        on conflict (tenant_id, channel_account_id, provider_key) do nothing
        """, ct) > 0;
}

/// <param name="Conversation">Null when nobody has spoken in the thread yet.</param>
public sealed record Happening(ChannelAccount Account, ConversationId? Conversation, InboundEvent Event);
