using ChatCommerce.Agent.Turns;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Turns;

/// <summary>Takes the lease of a conversation's turn lane and reads all the turn needs, in one round trip.</summary>
internal sealed class ClaimTurn(TenantDb tenants, PipelineOptions options, TimeProvider clock)
{
    private const int HistoryLength = 20;
    private const int MostPending = 50;

    public async Task<Claim> Take(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        var lease = TimeSpan.FromSeconds(options.LeaseSeconds);
        var turn = Id.New<TurnId>(clock);
        await using var reading = await tenants.For(tenant).Batch(
            [
                // It takes the row's lock, so that the statements after it see what the last holder committed.
                $"""
                update conversation set turn_epoch = turn_epoch + 1, turn_lease_until = now() + {lease}
                where tenant_id = {tenant} and id = {conversation} and control = 'bot' and turn_due_at <= now()
                    and (turn_lease_until is null or turn_lease_until < now())
                returning contact_id, channel_account_id, thread_key, language, control_epoch, turn_epoch, state, failures, numbers,
                    exists (select 1 from suppression s where s.tenant_id = {tenant} and s.contact_id = conversation.contact_id) as suppressed
                """,

                // A turn that a crash left behind is found by its first message and goes on from its steps.
                $"""
                insert into turn (tenant_id, id, conversation_id, first_seq, last_seq, epoch, control_epoch, started_at)
                select {tenant}, {turn}, c.id, said.first_seq, said.last_seq, c.turn_epoch, c.control_epoch, now()
                from conversation c, (
                    select min(seq) as first_seq, max(seq) as last_seq from (
                        select seq from inbound_event where tenant_id = {tenant} and conversation_id = {conversation} and state = 'pending'
                        order by seq limit {MostPending}) e) said
                where c.tenant_id = {tenant} and c.id = {conversation} and c.turn_lease_until = now() + {lease} and said.first_seq is not null
                on conflict (tenant_id, conversation_id, first_seq) do update
                    set epoch = excluded.epoch, control_epoch = excluded.control_epoch, attempts = turn.attempts + 1, state = 'running'
                returning id, first_seq, last_seq, attempts
                """,
                $"""
                select seq, event from inbound_event
                where tenant_id = {tenant} and conversation_id = {conversation} and state = 'pending' order by seq limit {MostPending}
                """,
                $"""
                select author = 'customer' as from_customer, text from message
                where tenant_id = {tenant} and conversation_id = {conversation} and seq < (
                    select min(seq) from inbound_event where tenant_id = {tenant} and conversation_id = {conversation} and state = 'pending')
                order by seq desc limit {HistoryLength}
                """,
            ], ct);
        var row = await reading.Find<Row>(ct);
        var begun = await reading.Find<Begun>(ct);
        var pending = await reading.List<Pending>(ct);
        var history = await reading.List<HistoryLine>(ct);
        return row is null || begun is null
            ? new(null, await Again(tenant, conversation, row?.TurnEpoch, ct))
            : new(Begin(tenant, conversation, new(row, begun, pending, history)), null);
    }

    // There was no turn to take: where nothing is pending nothing is due. Returns when to come back, or null.
    private async Task<TimeSpan?> Again(TenantId tenant, ConversationId conversation, int? taken, CancellationToken ct)
    {
        await using var reading = await tenants.For(tenant).Batch(
            [
                $"select 1 from conversation where tenant_id = {tenant} and id = {conversation} for update",
                $"""
                update conversation set turn_due_at = null, turn_lease_until = null
                where tenant_id = {tenant} and id = {conversation} and turn_due_at <= now()
                    and (turn_lease_until is null or turn_lease_until < now() or turn_epoch = {taken})
                    and not exists (select 1 from inbound_event where tenant_id = {tenant} and conversation_id = {conversation} and state = 'pending')
                """,
                $"""
                select (extract(epoch from greatest(turn_due_at, turn_lease_until) - now()) * 1000)::int + 2
                from conversation where tenant_id = {tenant} and id = {conversation} and control = 'bot' and turn_due_at is not null
                """,
            ], ct);
        await reading.Find<int?>(ct);
        return await reading.Find<int?>(ct) is { } wait ? TimeSpan.FromMilliseconds(Math.Max(wait, 2)) : null;
    }

    private static ClaimedTurn Begin(TenantId tenant, ConversationId conversation, Found found)
    {
        var (row, begun, pending, history) = found;
        var said = pending.Where(p => p.Seq <= begun.LastSeq).ToList();
        return new(tenant, conversation, row.ContactId, begun.Id, row.TurnEpoch, row.ControlEpoch, begun.FirstSeq, begun.LastSeq, begun.Attempts)
        {
            Account = row.ChannelAccountId,
            ThreadKey = row.ThreadKey,
            Language = row.Language,
            State = row.State,
            Suppressed = row.Suppressed,
            Failures = row.Failures,
            Said = [.. said.Select(s => TypedChoice.Of(s.Event.Content, row.Numbers))],
            Reference = said.Select(s => s.Event.Reference).LastOrDefault(r => r is not null),
            History = [.. history.AsEnumerable().Reverse()],
        };
    }

    internal sealed record Claim(ClaimedTurn? Turn, TimeSpan? Again);

    private sealed record Row(
        ContactId ContactId, ChannelAccountId ChannelAccountId, string ThreadKey, string Language, int ControlEpoch, int TurnEpoch, string State, int Failures,
        List<Numbered> Numbers, bool Suppressed);

    private sealed record Begun(TurnId Id, long FirstSeq, long LastSeq, int Attempts);

    private sealed record Found(Row Row, Begun Begun, List<Pending> Pending, List<HistoryLine> History);

    private sealed record Pending(long Seq, InboundEvent Event);
}

/// <summary>A turn whose lease we hold: every later write compares its epochs.</summary>
internal sealed record ClaimedTurn(
    TenantId Tenant, ConversationId Conversation, ContactId Contact, TurnId Turn, int Epoch, int ControlEpoch, long FirstSeq, long LastSeq, int Attempts)
{
    public required ChannelAccountId Account { get; init; }

    public required string ThreadKey { get; init; }

    /// <summary>Holds of the conversation while the turn is ours: nobody took the lease, and nobody took the word from the bot.</summary>
    public Sql Ours => $"turn_epoch = {Epoch} and control_epoch = {ControlEpoch} and control = {Control.Control.Bot}";

    /// <summary>Finds a row while the turn is ours.</summary>
    public Sql Held => $"select 1 from conversation where tenant_id = {Tenant} and id = {Conversation} and {Ours}";

    public required string Language { get; init; }

    public required string State { get; init; }

    public required int Failures { get; init; }

    /// <summary>The contact has opted out.</summary>
    public required bool Suppressed { get; init; }

    public required IReadOnlyList<InboundContent> Said { get; init; }

    public required string? Reference { get; init; }

    public required IReadOnlyList<HistoryLine> History { get; init; }
}
