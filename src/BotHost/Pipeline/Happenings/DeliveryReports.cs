using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// What became of messages at the provider. Reports come late, twice and out of order, so a part only moves forward: accepted, failed,
/// delivered, read. A report that carries our mark also says what became of a send whose answer we never saw.
/// </summary>
public sealed class DeliveryReports(RefusedLater refused, Signals signals)
{
    private static readonly string[] Order = ["accepted", "failed", "delivered", "read"];

    /// <summary>Reports about messages that they name, all those of one call in one go.</summary>
    internal async Task Apply(TenantScope db, ChannelAccount account, IReadOnlyList<DeliveryReported> reports, CancellationToken ct)
    {
        string[] ids = [.. reports.Select(r => r.ProviderId)];
        List<SeenPart> seen = [.. reports.Select(r => SeenPart.Of(r.Mark, r.ProviderId)).OfType<SeenPart>()];
        List<Sql> statements = seen.Count > 0 ? [Found(db, seen)] : [];
        statements.Add(Forward(db, ids, [.. reports.Select(StateOf)], [.. reports.Select(r => r.Error)]));
        statements.Add($"{Whole(db, $"select outbox_id from outbox_part where tenant_id = {db.Tenant} and provider_id = any ({ids})")} returning o.conversation_id");
        List<ConversationId> moved;
        await using (var reading = await db.Batch(statements, ct))
        {
            moved = await reading.List<ConversationId>(ct);
        }

        db.AfterCommit(() => moved.Distinct().ToList().ForEach(conversation => signals.Send(SignalKind.Inbox, db.Tenant, conversation)));
        foreach (var failed in reports.Where(r => r.State is "failed"))
        {
            await refused.Apply(db, account, failed, ct);
        }
    }

    /// <summary>Everything that stood in the thread by then: what we had begun to send before that time, each part after the one before it.</summary>
    internal async Task Apply(TenantScope db, ConversationId conversation, DeliveryReported report, DateTimeOffset until, CancellationToken ct)
    {
        Sql there = $"select id from outbox where tenant_id = {db.Tenant} and conversation_id = {conversation} and state in ('accepted', 'delivered')";
        await using var reading = await db.Batch(
            [
                $"""
                update outbox_part p set state = {report.State}, changed_at = now()
                where p.tenant_id = {db.Tenant} and p.outbox_id in ({there})
                    and array_position({Order}, {report.State}::text) > array_position({Order}, p.state)
                    and coalesce(
                        (select max(q.accepted_at) from outbox_part q where q.tenant_id = {db.Tenant} and q.outbox_id = p.outbox_id and q.n < p.n),
                        (select max(a.started_at) from send_attempt a where a.tenant_id = {db.Tenant} and a.outbox_id = p.outbox_id)) <= {until}
                """,
                Whole(db, there),
            ], ct);
        await reading.Affected(ct);
    }

    /// <summary>The provider shows a part of ours: it was taken, whatever became of the answer.</summary>
    internal static Task Seen(TenantScope db, SeenPart part, CancellationToken ct) => db.Execute(Found(db, [part]), ct);

    private static string StateOf(DeliveryReported report) => report.State is "delivered" or "read" or "failed" ? report.State : "accepted";

    private static Sql Forward(TenantScope db, string[] ids, string[] states, string?[] problems) => $"""
        update outbox_part p set state = r.state, problem = coalesce(r.problem, p.problem), changed_at = now()
        from (
            select distinct on (id) id, state, problem from unnest({ids}, {states}, {problems}) as reported (id, state, problem)
            order by id, array_position({Order}, state) desc
        ) r
        where p.tenant_id = {db.Tenant} and p.provider_id = r.id and array_position({Order}, r.state) > array_position({Order}, p.state)
        """;

    /// <summary>
    /// A message is what the least of its parts is. One that did not go out whole stays failed or in doubt, whatever its first parts became:
    /// its own provider's id says that the last part was taken.
    /// </summary>
    internal static Sql Whole(TenantScope db, Sql outboxes) => $"""
        update outbox o set finished_at = coalesce(o.finished_at, now()), problem = case when parts.state = 'failed' then parts.problem end, state = parts.state
        from (
            select p.outbox_id, max(p.problem) as problem,
                case when bool_or(p.state = 'failed') then 'failed' when bool_and(p.state = 'read') then 'read'
                    when bool_and(p.state in ('read', 'delivered')) then 'delivered' else 'accepted' end as state
            from outbox_part p where p.tenant_id = {db.Tenant} and p.outbox_id in ({outboxes})
            group by p.outbox_id
        ) parts
        where o.tenant_id = {db.Tenant} and o.id = parts.outbox_id
            and (o.state in ('accepted', 'delivered', 'read') or (o.state in ('failed', 'ambiguous') and o.provider_id is not null))
        """;

    // While our own call is under way its end writes the state; it finds the id here. What goes out once more is not taken for what was refused.
    private static Sql Found(TenantScope db, IReadOnlyList<SeenPart> seen)
    {
        Guid[] outboxes = [.. seen.Select(s => s.Outbox.Value)];
        int[] places = [.. seen.Select(s => s.N)];
        string[] ids = [.. seen.Select(s => s.ProviderId)];
        bool[] lasts = [.. seen.Select(s => s.Last)];
        return $"""
            with seen as (
                select distinct on (t.outbox_id, t.n) t.* from unnest({outboxes}, {places}, {ids}, {lasts}) as t (outbox_id, n, provider_id, last)
                join outbox o on o.tenant_id = {db.Tenant} and o.id = t.outbox_id
                    and (o.refused_at is null or o.state not in ('pending', 'claimed', 'held'))
                order by t.outbox_id, t.n
            ), whole as (
                update outbox o set provider_id = seen.provider_id,
                    state = case when o.state = 'sending' then o.state else 'accepted' end,
                    problem = case when o.state = 'sending' then o.problem end,
                    finished_at = case when o.state <> 'sending' then coalesce(o.finished_at, now()) end
                from seen where o.tenant_id = {db.Tenant} and o.id = seen.outbox_id and seen.last and o.provider_id is null
                    and o.state in ('pending', 'claimed', 'sending', 'ambiguous')
            )
            insert into outbox_part (tenant_id, outbox_id, n, provider_id, accepted_at, changed_at)
            select {db.Tenant}, outbox_id, n, provider_id, now(), now() from seen
            on conflict (tenant_id, outbox_id, n) do nothing
            """;
    }
}
