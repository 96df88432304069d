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
                // With the row locked first, the statements after it see what the last holder committed.
                $"select 1 from conversation where tenant_id = {tenant} and id = {conversation} for update",

                // A turn that a crash left behind is found by its first message and goes on from its steps.
                $"""
                with said as (
                    select min(seq) as first_seq, max(seq) as last_seq from (
                        select seq from inbound_event where tenant_id = {tenant} and conversation_id = {conversation} and state = 'pending'
                        order by seq limit {MostPending}) e
                ), claimed as (
                    update conversation set turn_epoch = turn_epoch + 1, turn_lease_until = now() + {lease}
                    where tenant_id = {tenant} and id = {conversation} and control = 'bot' and turn_due_at <= now()
                        and (turn_lease_until is null or turn_lease_until < now()) and (select first_seq from said) is not null
                    returning id, contact_id, language, control_epoch, turn_epoch, state, failures, numbers
                ), begun as (
                    insert into turn (tenant_id, id, conversation_id, first_seq, last_seq, epoch, control_epoch, started_at)
                    select {tenant}, {turn}, claimed.id, said.first_seq, said.last_seq, claimed.turn_epoch, claimed.control_epoch, now()
                    from claimed, said
                    on conflict (tenant_id, conversation_id, first_seq) do update
                        set epoch = excluded.epoch, control_epoch = excluded.control_epoch, attempts = turn.attempts + 1, state = 'running'
                    returning id, first_seq, last_seq, attempts
                )
                select claimed.contact_id, claimed.language, claimed.control_epoch, claimed.turn_epoch, claimed.state, claimed.failures, claimed.numbers,
                    begun.id as turn_id, begun.first_seq, begun.last_seq, begun.attempts,
                    exists (select 1 from suppression s where s.tenant_id = {tenant} and s.contact_id = claimed.contact_id) as suppressed
                from claimed, begun
                """,
                $"""
                select seq, event from inbound_event
                where tenant_id = {tenant} and conversation_id = {conversation} and state = 'pending' order by seq limit {MostPending}
                """,
                $"""
                select seq, author = 'customer' as from_customer, text from message
                where tenant_id = {tenant} and conversation_id = {conversation} order by seq desc limit {HistoryLength + MostPending}
                """,
                $"""
                update conversation set turn_due_at = null
                where tenant_id = {tenant} and id = {conversation} and turn_due_at <= now() and (turn_lease_until is null or turn_lease_until < now())
                    and not exists (select 1 from inbound_event where tenant_id = {tenant} and conversation_id = {conversation} and state = 'pending')
                """,
                $"""
                select (extract(epoch from greatest(turn_due_at, turn_lease_until) - now()) * 1000)::int + 2
                from conversation where tenant_id = {tenant} and id = {conversation} and control = 'bot' and turn_due_at is not null
                """,
            ], ct);
        await reading.Find<int?>(ct);
        var row = await reading.Find<Row>(ct);
        var pending = await reading.List<Pending>(ct);
        var lines = await reading.List<Line>(ct);
        var again = await reading.Find<int?>(ct);
        return row is null
            ? new(null, again is { } wait ? TimeSpan.FromMilliseconds(Math.Max(wait, 2)) : null)
            : new(Begin(tenant, conversation, row, pending, lines), null);
    }

    private static ClaimedTurn Begin(TenantId tenant, ConversationId conversation, Row row, List<Pending> pending, List<Line> lines)
    {
        var said = pending.Where(p => p.Seq <= row.LastSeq).ToList();
        var history = lines.Where(l => l.Seq < row.FirstSeq).Take(HistoryLength).Reverse().Select(l => new HistoryLine(l.FromCustomer, l.Text));
        return new(tenant, conversation, row.ContactId, row.TurnId, row.TurnEpoch, row.ControlEpoch, row.FirstSeq, row.LastSeq, row.Attempts)
        {
            Language = row.Language,
            State = row.State,
            Suppressed = row.Suppressed,
            Failures = row.Failures,
            Said = [.. said.Select(s => TypedChoice.Of(s.Event.Content, row.Numbers))],
            Reference = said.Select(s => s.Event.Reference).LastOrDefault(r => r is not null),
            History = [.. history],
        };
    }

    internal sealed record Claim(ClaimedTurn? Turn, TimeSpan? Again);

    private sealed record Row(
        ContactId ContactId, string Language, int ControlEpoch, int TurnEpoch, string State, int Failures,
        List<Numbered> Numbers, TurnId TurnId, long FirstSeq, long LastSeq, int Attempts, bool Suppressed);

    private sealed record Pending(long Seq, InboundEvent Event);

    private sealed record Line(long Seq, bool FromCustomer, string Text);
}

/// <summary>A turn whose lease we hold: every later write compares its epochs.</summary>
internal sealed record ClaimedTurn(
    TenantId Tenant, ConversationId Conversation, ContactId Contact, TurnId Turn, int Epoch, int ControlEpoch, long FirstSeq, long LastSeq, int Attempts)
{
    public required string Language { get; init; }

    public required string State { get; init; }

    public required int Failures { get; init; }

    /// <summary>The contact has opted out.</summary>
    public required bool Suppressed { get; init; }

    public required IReadOnlyList<InboundContent> Said { get; init; }

    public required string? Reference { get; init; }

    public required IReadOnlyList<HistoryLine> History { get; init; }
}
