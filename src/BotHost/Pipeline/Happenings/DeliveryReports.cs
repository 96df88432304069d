using ChatCommerce.Channels;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// What became of a message at the provider. Reports come late, twice and out of order, so a part only moves forward: accepted, failed,
/// delivered, read. A report that carries our mark also says what became of a send whose answer we never saw.
/// </summary>
public sealed class DeliveryReports
{
    internal async Task Apply(TenantScope db, DeliveryReported report, CancellationToken ct)
    {
        var state = report.State is "delivered" or "read" or "failed" ? report.State : "accepted";
        List<Sql> statements = [];
        if (SendMark.TryParse(report.Mark, out var mark))
        {
            statements.Add(Found(db, mark, report.ProviderId));
        }

        statements.Add($"""
            update outbox_part set state = {state}, problem = coalesce({report.Error}, problem), changed_at = now()
            where tenant_id = {db.Tenant} and provider_id = {report.ProviderId}
                and array_position({Order}, {state}::text) > array_position({Order}, state)
            """);
        statements.Add(Whole(db, $"select outbox_id from outbox_part where tenant_id = {db.Tenant} and provider_id = {report.ProviderId}"));
        await using var reading = await db.Batch(statements, ct);
        await reading.Affected(ct);
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

    /// <summary>The provider shows a message that carries our mark: it was taken, whatever became of the answer.</summary>
    internal static Task Seen(TenantScope db, string mark, string providerId, CancellationToken ct) =>
        SendMark.TryParse(mark, out var ours) ? db.Execute(Found(db, ours, providerId), ct) : Task.CompletedTask;

    // A message is what the least of its parts is.
    private static Sql Whole(TenantScope db, Sql outboxes) => $"""
        update outbox o set finished_at = coalesce(o.finished_at, now()), problem = case when parts.state = 'failed' then parts.problem end, state = parts.state
        from (
            select p.outbox_id, max(p.problem) as problem,
                case when bool_or(p.state = 'failed') then 'failed' when bool_and(p.state = 'read') then 'read'
                    when bool_and(p.state in ('read', 'delivered')) then 'delivered' else 'accepted' end as state
            from outbox_part p where p.tenant_id = {db.Tenant} and p.outbox_id in ({outboxes})
            group by p.outbox_id
        ) parts
        where o.tenant_id = {db.Tenant} and o.id = parts.outbox_id and o.state in ('accepted', 'delivered', 'read', 'failed', 'ambiguous')
        """;

    private static readonly string[] Order = ["accepted", "failed", "delivered", "read"];

    private static Sql Found(TenantScope db, SendMark mark, string providerId) => $"""
        with found as (
            update outbox set state = 'accepted', provider_id = {providerId}, problem = null
            where tenant_id = {db.Tenant} and id = {mark.Outbox} and state = 'ambiguous'
        )
        insert into outbox_part (tenant_id, outbox_id, n, provider_id, accepted_at, changed_at)
        select {db.Tenant}, id, {mark.Part}, {providerId}, now(), now() from outbox where tenant_id = {db.Tenant} and id = {mark.Outbox}
        on conflict (tenant_id, outbox_id, n) do nothing
        """;
}
