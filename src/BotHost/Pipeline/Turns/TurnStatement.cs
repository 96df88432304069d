using ChatCommerce.Agent.Turns;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Turns;

/// <summary>
/// A turn's outcome as one statement: messages, outbox, journal, state, and the inbound marked done. All of it is written, or, where
/// somebody took over or the lease went to another worker, nothing.
/// </summary>
internal static class TurnStatement
{
    /// <param name="shows">Its rows carry what their reader will see: to store it is to send it, if nothing else waits to go out before.</param>
    public static Sql Of(ClaimedTurn turn, TurnOutcome outcome, IReadOnlyList<TurnRow> rows, bool shows) => $"""
        with place as (
            select c.id, c.last_seq, c.last_watermark, c.control_epoch + {(Queued(outcome) ? 1 : 0)} as control_epoch, {Shown(turn, shows)} as shown
            from conversation c where c.tenant_id = {turn.Tenant} and c.id = {turn.Conversation} and {turn.Ours}
        ), heard as (
            update inbound_event e set state = 'done' from place
            where e.tenant_id = {turn.Tenant} and e.conversation_id = place.id and e.state = 'pending' and e.seq <= {turn.LastSeq}
        ), ended as (
            update turn t set state = 'committed', finished_at = now(), brain = {outcome.Brain}, prompt_hash = {outcome.PromptHash} from place
            where t.tenant_id = {turn.Tenant} and t.id = {turn.Turn} and t.epoch = {turn.Epoch}
        ){Steps(turn, outcome)}{Messages(turn, rows)}{(shows ? Activities(turn) : Sql.Empty)}
        {Move(turn, outcome, rows.Count)}
        """;

    private static bool Queued(TurnOutcome outcome) => outcome.HandOff is not null;

    // The send lane is free and empty, and the person has not said stop; everything else is the lane's to decide.
    private static Sql Shown(ClaimedTurn turn, bool shows) => shows
        ? (Sql)$"""
            c.send_due_at is null and not c.held and (c.send_lease_until is null or c.send_lease_until < now())
                and not exists (select 1 from suppression s where s.tenant_id = {turn.Tenant} and s.contact_id = c.contact_id)
            """
        : $"false";

    private static Sql Steps(ClaimedTurn turn, TurnOutcome outcome) => outcome.Unsaved.Count > 0
        ? $", steps as ({Journal.Insert(turn.Tenant, turn.Turn, outcome.Unsaved, $"select 1 from place")})"
        : Sql.Empty;

    private static Sql Messages(ClaimedTurn turn, IReadOnlyList<TurnRow> rows) => rows.Count > 0
        ? $"""
        , given as materialized (
            select * from jsonb_to_recordset({rows:jsonb}) as m(id uuid, outbox uuid, n int, text text, content jsonb, class text, activity text)
        ), bubble as (
            insert into message (tenant_id, id, conversation_id, seq, author, text, content, turn_id, created_at)
            select {turn.Tenant}, m.id, place.id, place.last_seq + m.n, 'bot', m.text, m.content, {turn.Turn}, now() from place, given m
        ), sent as (
            insert into outbox (tenant_id, id, conversation_id, message_id, seq, class, control_epoch, state, attempts, provider_id, due_at, created_at, finished_at)
            select {turn.Tenant}, m.outbox, place.id, m.id, place.last_seq + m.n, m.class, place.control_epoch,
                case when shown then 'accepted' else 'pending' end, shown::int,
                case when shown then place.id || '|' || lpad((place.last_watermark + m.n)::text, 7, '0') end, now(), now(), case when shown then now() end
            from place, given m
            returning id, message_id, provider_id
        )
        """
        : Sql.Empty;

    private static Sql Activities(ClaimedTurn turn) => $"""
        , activities as (
            insert into activity (tenant_id, conversation_id, watermark, body, at)
            select {turn.Tenant}, place.id, place.last_watermark + m.n, replace(m.activity, '$id$', sent.provider_id)::jsonb, now()
            from place, given m, sent where sent.id = m.outbox and sent.provider_id is not null
        ), tries as (
            insert into send_attempt (tenant_id, outbox_id, n, started_at, finished_at, outcome)
            select {turn.Tenant}, id, 1, now(), now(), 'accepted' from sent where provider_id is not null
        )
        """;

    // Returns when the next turn is due, and whether what was said is shown already; no row: the lease or the control is no longer ours.
    private static Sql Move(ClaimedTurn turn, TurnOutcome outcome, int sends)
    {
        var last = outcome.Messages.Count > 0 ? outcome.Messages[^1].Message.ToPlainText() : null;
        Sql next = $"""
            (select max(least(e.received_at, now())) from inbound_event e
             where e.tenant_id = c.tenant_id and e.conversation_id = c.id and e.state = 'pending' and e.seq > {turn.LastSeq})
            """;
        return $"""
            update conversation c set
                last_seq = c.last_seq + {sends}, last_watermark = c.last_watermark + case when place.shown then {sends} else 0 end,
                state = {outcome.State:jsonb}, failures = {outcome.Failures}, language = coalesce({outcome.NewLanguage}, c.language),
                control = case when {Queued(outcome)} then 'queued' else c.control end, control_epoch = place.control_epoch,
                turn_lease_until = null, turn_due_at = case when {Queued(outcome)} then null else {next} end,
                send_due_at = case when {sends} > 0 and not place.shown then now() else c.send_due_at end,
                last_message_at = case when {sends} > 0 then now() else c.last_message_at end, last_text = coalesce({last}, c.last_text)
            from place where c.tenant_id = {turn.Tenant} and c.id = place.id
            returning place.shown, case when c.turn_due_at is null then -1 else greatest(0, extract(epoch from c.turn_due_at - now()) * 1000)::int end as next
            """;
    }
}

/// <param name="Activity">What is stored where sending is storing; null where a provider must be called.</param>
internal sealed record TurnRow(MessageId Id, OutboxId Outbox, int N, string Text, RichMessage Content, MessageClass Class, string? Activity);
