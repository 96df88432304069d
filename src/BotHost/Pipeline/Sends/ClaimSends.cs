using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>
/// Takes the lease of a conversation's send lane and the messages due in it, in one round trip. Just before that, what must not go out
/// any more is withdrawn (somebody took over since, or its time is over) or suppressed (the person said stop), and what a crash left half-sent is decided by
/// its class.
/// </summary>
internal sealed class ClaimSends(TenantDb tenants, PipelineOptions options)
{
    private const int Most = 10;

    /// <summary>For the lane that pushes: null where a provider takes answers only inside its own request.</summary>
    public Task<ClaimedSends?> Take(TenantId tenant, ConversationId conversation, CancellationToken ct) => Take(tenant, conversation, answering: false, ct);

    /// <param name="answering">The provider asked and waits, so what is there is taken whenever it was due.</param>
    public async Task<ClaimedSends?> Take(TenantId tenant, ConversationId conversation, bool answering, CancellationToken ct)
    {
        await using var reading = await tenants.For(tenant).Batch(Statements(tenant, conversation, answering), ct);
        var row = await reading.Find<Row>(ct);
        var sends = await reading.List<DueSend>(ct);
        return row is null ? null : new(tenant, conversation, row.ChannelAccountId, row.ThreadKey, row.SendEpoch, [.. sends.OrderBy(s => s.Seq)])
        {
            Contact = row.ContactId,
            LastInboundAt = row.LastInboundAt,
            WindowClosed = row.WindowClosed,
        };
    }

    private IReadOnlyList<Sql> Statements(TenantId tenant, ConversationId conversation, bool answering)
    {
        var lease = TimeSpan.FromSeconds(options.LeaseSeconds);
        Sql ours = $"""
            select c.control_epoch, c.contact_id, c.answers_only from conversation c
            where c.tenant_id = {tenant} and c.id = {conversation} and c.send_lease_until = now() + {lease}
            """;

        Sql refused = $"from outbox_part p where p.tenant_id = {tenant} and p.outbox_id = o.id and p.state = 'failed'";
        // An answer that was fetched may be fetched once more: it is shown only when the customer asks.
        Sql again = $"(o.attempts < 2 and (c.answers_only or o.class in ('notice', 'payment_link', 'confirmation')))";
        return
            [
                // It takes the row's lock, so that the statements after it see what the last holder committed.
                $"""
                update conversation set send_epoch = send_epoch + 1, send_lease_until = now() + {lease}
                where tenant_id = {tenant} and id = {conversation} and (case when answers_only then {answering} else send_due_at <= now() end)
                    and (send_lease_until is null or send_lease_until < now())
                returning contact_id, channel_account_id, thread_key, send_epoch, last_inbound_at,
                    coalesce(window_closed_at >= last_inbound_at, window_closed_at is not null) as window_closed
                """,
                $"""
                update outbox o set state = case when o.provider_id is not null then case when exists (select 1 {refused}) then 'failed' else 'accepted' end
                        when {again} then 'pending' else 'ambiguous' end,
                    finished_at = case when o.provider_id is null and {again} then null else now() end,
                    problem = case when o.provider_id is null then 'The program stopped while the message was on its way.' else (select max(p.problem) {refused}) end
                from ({ours}) c where o.tenant_id = {tenant} and o.conversation_id = {conversation} and o.state = 'sending'
                """,
                $"""
                update outbox o set state = 'withdrawn', finished_at = now(),
                    problem = case when o.expires_at <= now() then 'It was worth nothing any more when it could have gone out.' else o.problem end
                from ({ours}) c where o.tenant_id = {tenant} and o.conversation_id = {conversation} and o.state in ('pending', 'claimed')
                    and (o.control_epoch <> c.control_epoch or o.expires_at <= now())
                """,
                $"""
                update outbox o set state = 'suppressed', finished_at = now()
                from ({ours}) c where o.tenant_id = {tenant} and o.conversation_id = {conversation} and o.state in ('pending', 'claimed')
                    and o.class <> 'confirmation'
                    and exists (select 1 from suppression s where s.tenant_id = {tenant} and s.contact_id = c.contact_id)
                """,
                $"""
                with next as (
                    select o.id from outbox o, ({ours}) c
                    where o.tenant_id = {tenant} and o.conversation_id = {conversation} and o.state in ('pending', 'claimed')
                        and o.seq < coalesce((select min(later.seq) from outbox later where later.tenant_id = {tenant}
                            and later.conversation_id = {conversation} and later.state in ('pending', 'claimed') and later.due_at > now()), o.seq + 1)
                    order by o.seq limit {Most}
                )
                update outbox o set state = 'claimed' from next, message m
                where o.tenant_id = {tenant} and o.id = next.id and m.tenant_id = {tenant} and m.id = o.message_id
                returning o.id, o.seq, o.class, o.control_epoch, o.attempts, m.content,
                    o.refusal is not distinct from 'form_refused' as in_words,
                    (select count(*)::int from outbox_part p where p.tenant_id = {tenant} and p.outbox_id = o.id) as parts_accepted,
                    (select s.staff_name from membership s where s.tenant_id = {tenant} and s.staff_id = m.staff_id) as staff_name,
                    coalesce(starts_with(o.dedupe_key, 'moved:'), false) as moved
                """,
            ];
    }

    private sealed record Row(ContactId ContactId, ChannelAccountId ChannelAccountId, string ThreadKey, int SendEpoch, DateTimeOffset? LastInboundAt, bool WindowClosed);
}

/// <summary>Messages we hold the lease to send, in order; every later write compares the epoch.</summary>
internal sealed record ClaimedSends(
    TenantId Tenant, ConversationId Conversation, ChannelAccountId Account, string ThreadKey, int Epoch, IReadOnlyList<DueSend> Sends)
{
    public required ContactId Contact { get; init; }

    /// <summary>Holds while the lane is ours: every write compares the epoch.</summary>
    public Sql Held => $"exists (select 1 from conversation where tenant_id = {Tenant} and id = {Conversation} and send_epoch = {Epoch})";

    /// <summary>What the channel's window is counted from.</summary>
    public required DateTimeOffset? LastInboundAt { get; init; }

    /// <summary>The provider has said that it is closed, and the customer has not written since.</summary>
    public required bool WindowClosed { get; init; }
}

/// <param name="InWords">The provider could not take it as it was: as words alone it may pass.</param>
/// <param name="Moved">It came here from another of the person's conversations, so it moves no further.</param>
internal sealed record DueSend(
    OutboxId Id, long Seq, MessageClass Class, int? ControlEpoch, int Attempts, RichMessage Content, bool InWords, int PartsAccepted, string? StaffName, bool Moved);
