using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Tenants;

/// <param name="Detail">JSON of what changed.</param>
public sealed record AuditEntry(
    long Seq, DateTimeOffset At, ActorKind ActorKind, string Actor, string Action, string SubjectKind, string Subject, string Detail);

/// <summary>What to list, newest first.</summary>
/// <param name="Before">Entries older than this number only.</param>
public sealed record AuditQuery(string? SubjectKind = null, string? Subject = null, long? Before = null, int Take = 50);

/// <summary>Who did what. Entries are numbered and chained by hash in the database and cannot be changed by the program.</summary>
public sealed class Audit(TimeProvider clock)
{
    public Task Write(TenantScope db, Actor actor, AuditNote note, CancellationToken ct) =>
        db.Execute($"""
            insert into audit_entry (tenant_id, at, actor_kind, actor, action, subject_kind, subject, detail)
            values ({db.Tenant}, {clock.GetUtcNow()}, {actor.Kind}, {actor.Name}, {note.Action}, {note.SubjectKind}, {note.Subject}, {Json.Write(note.Detail):jsonb})
            """, ct);

    /// <param name="detail">Anything that serialises to a JSON object.</param>
    public Task Write(TenantScope db, Actor actor, string action, string subjectKind, string subject, object detail, CancellationToken ct) =>
        Write(db, actor, new AuditNote(action, subjectKind, subject, detail), ct);

    public async Task<IReadOnlyList<AuditEntry>> List(TenantScope db, AuditQuery query, CancellationToken ct) =>
        await db.List<AuditEntry>($"""
            select seq, at, actor_kind, actor, action, subject_kind, subject, detail::text as detail from audit_entry
            where tenant_id = {db.Tenant}
              and ({query.SubjectKind}::text is null or subject_kind = {query.SubjectKind})
              and ({query.Subject}::text is null or subject = {query.Subject})
              and ({query.Before}::bigint is null or seq < {query.Before})
            order by seq desc limit {Math.Clamp(query.Take, 1, 500)}
            """, ct);

    /// <summary>Whether every entry still stands as it was written, none missing in between.</summary>
    public Task<bool> ChainHolds(TenantScope db, CancellationToken ct) =>
        db.Get<bool>($"""
            select coalesce(bool_and(
                e.seq = e.n and e.previous = e.before
                and e.hash = sha256(e.previous || convert_to(concat_ws(E'\x1f', e.tenant_id, e.seq, extract(epoch from e.at), e.actor_kind,
                    e.actor, e.action, e.subject_kind, e.subject, e.detail), 'UTF8'))), true)
            from (select *, row_number() over (order by seq) as n, coalesce(lag(hash) over (order by seq), '\x00'::bytea) as before
                  from audit_entry where tenant_id = {db.Tenant}) e
            """, ct);
}

/// <summary>What was done to what.</summary>
/// <param name="Action">Verb of the business, such as <c>product-edited</c>.</param>
/// <param name="Detail">Anything that serialises to a JSON object.</param>
public sealed record AuditNote(string Action, string SubjectKind, string Subject, object Detail);
