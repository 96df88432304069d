using ChatCommerce.Agent.Turns;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Turns;

/// <summary>
/// Writes a turn's outcome in one transaction: messages, outbox, journal, state, and the inbound marked done. If somebody took over, or the
/// lease went to another worker, nothing of it is written.
/// </summary>
internal sealed class CommitTurn(TenantDb tenants, ClaimSends claims, Signals signals, TimeProvider clock)
{
    /// <param name="sends">Take the lease of the send lane in the same transaction.</param>
    /// <returns>What the caller is to send now; null when that is somebody else's or there is nothing.</returns>
    public async Task<ClaimedSends?> Commit(ClaimedTurn turn, TurnOutcome outcome, bool sends, CancellationToken ct)
    {
        var written = await Write(turn, outcome, sends, ct);
        if (written.Next is { } next)
        {
            Signal(turn, outcome.Messages.Count > 0 && written.Sends is null, next);
        }
        else
        {
            await Withdraw(turn, ct);
        }

        return written.Sends;
    }

    /// <summary>Gives a message the bot cannot answer to people: kept, shown in the inbox, never dropped.</summary>
    public Task Park(ClaimedTurn turn, string problem, CancellationToken ct) => tenants.Run(turn.Tenant, async db =>
    {
        if (!await ChangeSpeaker.Apply(db, turn.Conversation, new(Control.Control.Queued, turn.Ours) { Inbound = "parked", Problem = problem }, ct))
        {
            return Done.It;
        }

        await db.Execute($"""
            update turn set state = 'failed', problem = {problem}, finished_at = now()
            where tenant_id = {db.Tenant} and id = {turn.Turn} and epoch = {turn.Epoch}
            """, ct);
        db.AfterCommit(() => signals.Send(SignalKind.Inbox, turn.Tenant, turn.Conversation));
        return Done.It;
    }, ct);

    /// <summary>Ends a turn that a person's word made void. Where another worker is at it, its epoch says so and it stays as it is.</summary>
    public Task Withdraw(ClaimedTurn turn, CancellationToken ct) => tenants.For(turn.Tenant).Execute($"""
        update turn set state = 'withdrawn', finished_at = now()
        where tenant_id = {turn.Tenant} and id = {turn.Turn} and epoch = {turn.Epoch} and state = 'running'
        """, ct);

    // One round trip: a batch is a transaction. Each statement asks anew whether the turn is still ours, as the one that moves the row has.
    private async Task<Written> Write(ClaimedTurn turn, TurnOutcome outcome, bool sends, CancellationToken ct)
    {
        var rows = Rows(outcome);
        var held = Held(turn, outcome.HandOff is not null);
        List<Sql> statements =
        [
            // With the row locked first, the next statement sees every message stored before it.
            $"select 1 from conversation where tenant_id = {turn.Tenant} and id = {turn.Conversation} for update",
            Move(turn, outcome, rows.Length),
            $"""
            update inbound_event set state = 'done'
            where tenant_id = {turn.Tenant} and conversation_id = {turn.Conversation} and state = 'pending' and seq <= {turn.LastSeq} and exists ({held})
            """,
            $"""
            update turn set state = 'committed', finished_at = now(), brain = {outcome.Brain}, prompt_hash = {outcome.PromptHash}
            where tenant_id = {turn.Tenant} and id = {turn.Turn} and epoch = {turn.Epoch} and exists ({held})
            """,
        ];
        if (outcome.Unsaved.Count > 0)
        {
            statements.Add(Journal.Insert(turn.Tenant, turn.Turn, outcome.Unsaved, held));
        }

        if (rows.Length > 0)
        {
            statements.Add(Messages(turn, rows, held));
            statements.AddRange(sends ? claims.Statements(turn.Tenant, turn.Conversation, answering: false) : []);
        }

        await using var reading = await tenants.For(turn.Tenant).Batch(statements, ct);
        await reading.Find<int?>(ct);
        var next = await reading.Find<int?>(ct);
        var claimed = sends && rows.Length > 0 ? await ClaimSends.Read(reading, turn.Tenant, turn.Conversation, ct) : null;
        await reading.Affected(ct);
        return new(next, claimed);
    }

    // Returns the milliseconds until the next turn is due, -1 for none; no row: the lease or the control is no longer ours.
    private static Sql Move(ClaimedTurn turn, TurnOutcome outcome, int sends)
    {
        var last = outcome.Messages.Count > 0 ? outcome.Messages[^1].Message.ToPlainText() : null;
        Sql next = $"""
            (select max(least(e.received_at, now())) from inbound_event e
             where e.tenant_id = c.tenant_id and e.conversation_id = c.id and e.state = 'pending' and e.seq > {turn.LastSeq})
            """;
        return $"""
            update conversation c set
                last_seq = c.last_seq + {sends}, state = {outcome.State:jsonb}, failures = {outcome.Failures},
                language = coalesce({outcome.NewLanguage}, c.language),
                control = case when {outcome.HandOff is not null} then 'queued' else c.control end,
                control_epoch = c.control_epoch + case when {outcome.HandOff is not null} then 1 else 0 end,
                turn_lease_until = null, turn_due_at = case when {outcome.HandOff is not null} then null else {next} end,
                send_due_at = case when {sends} > 0 then now() else c.send_due_at end,
                last_message_at = case when {sends} > 0 then now() else c.last_message_at end, last_text = coalesce({last}, c.last_text)
            where c.tenant_id = {turn.Tenant} and c.id = {turn.Conversation} and c.turn_epoch = {turn.Epoch} and c.control_epoch = {turn.ControlEpoch}
                and c.control = 'bot'
            returning case when c.turn_due_at is null then -1 else greatest(0, extract(epoch from c.turn_due_at - now()) * 1000)::int end
            """;
    }

    // A takeover raises the epoch as a hand-off does, so the epoch alone would not tell them apart.
    private static Sql Held(ClaimedTurn turn, bool queued) => $"""
        select 1 from conversation where tenant_id = {turn.Tenant} and id = {turn.Conversation} and turn_epoch = {turn.Epoch}
            and control_epoch = {turn.ControlEpoch + (queued ? 1 : 0)} and control = {(queued ? Control.Control.Queued : Control.Control.Bot)}
        """;

    private static Sql Messages(ClaimedTurn turn, Row[] rows, Sql held) => $"""
        with given as materialized (
            select * from jsonb_to_recordset({rows:jsonb}) as m(id uuid, outbox uuid, n int, text text, content jsonb, class text)
        ), place as (
            select c.id, c.last_seq - {rows.Length} as before, c.control_epoch from conversation c
            where c.tenant_id = {turn.Tenant} and c.id = {turn.Conversation} and exists ({held})
        ), bubble as (
            insert into message (tenant_id, id, conversation_id, seq, author, text, content, turn_id, created_at)
            select {turn.Tenant}, m.id, place.id, place.before + m.n, 'bot', m.text, m.content, {turn.Turn}, now() from place, given m
        )
        insert into outbox (tenant_id, id, conversation_id, message_id, seq, class, control_epoch, due_at, created_at)
        select {turn.Tenant}, m.outbox, place.id, m.id, place.before + m.n, m.class, place.control_epoch, now(), now() from place, given m
        """;

    private Row[] Rows(TurnOutcome outcome) =>
    [
        .. outcome.Messages.Select((m, i) => new Row(
            Id.New<MessageId>(clock), Id.New<OutboxId>(clock), i + 1, m.Message.ToPlainText(), m.Message, m.Class)),
    ];

    private void Signal(ClaimedTurn turn, bool sends, int nextTurn)
    {
        signals.Send(SignalKind.Inbox, turn.Tenant, turn.Conversation);
        if (sends)
        {
            signals.Send(SignalKind.Send, turn.Tenant, turn.Conversation);
        }

        if (nextTurn >= 0)
        {
            signals.Send(SignalKind.Turn, turn.Tenant, turn.Conversation, nextTurn);
        }
    }

    /// <param name="Next">Milliseconds to the next turn, -1 for none; null when nothing was written.</param>
    private sealed record Written(int? Next, ClaimedSends? Sends);

    private sealed record Row(MessageId Id, OutboxId Outbox, int N, string Text, RichMessage Content, MessageClass Class);
}
