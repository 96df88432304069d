using ChatCommerce.Commerce.Catalog.Import;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Jobs;

/// <summary>
/// Drops what has done its work: raw bodies after 30 days, journal steps and send attempts after 90, read web chat activities after 90, customers' files after
/// 90, import files after one.
/// The unique key of an inbound event stays for ever, so that a late redelivery is still a no-op.
/// </summary>
internal sealed class PruneOldRows(Tenants tenants, ImportUploads uploads, TenantDb db)
{
    private const int Chunk = 5_000;

    public async Task Run(CancellationToken ct)
    {
        foreach (var tenant in await tenants.All(ct))
        {
            var scope = db.For(tenant.Id);
            await InChunks(scope, Raw(scope), ct);
            await InChunks(scope, Bodies(scope), ct);
            await InChunks(scope, Files(scope), ct);
            await InChunks(scope, Old(scope, "step"), ct);
            await InChunks(scope, Old(scope, "send_attempt"), ct);
            await InChunks(scope, Old(scope, "activity"), ct);
            await InChunks(scope, Old(scope, "idempotency_key"), ct);
            await InChunks(scope, Old(scope, "skill_callback"), ct);
            await InChunks(scope, Old(scope, "link_code"), ct);
            await InChunks(scope, Old(scope, "link_miss"), ct);
            await uploads.Prune(scope, ct);
        }
    }

    private static async Task InChunks(TenantScope scope, Sql statement, CancellationToken ct)
    {
        while (await scope.Execute(statement, ct) == Chunk)
        {
        }
    }

    private static Sql Raw(TenantScope scope) => $"""
        update inbound_event set raw = '' where tenant_id = {scope.Tenant} and id in (
            select id from inbound_event where tenant_id = {scope.Tenant} and received_at < now() - interval '30 days' and length(raw) > 0 limit {Chunk})
        """;

    private static Sql Bodies(TenantScope scope) => $"""
        update inbound_body set raw = '' where tenant_id = {scope.Tenant} and id in (
            select id from inbound_body where tenant_id = {scope.Tenant} and received_at < now() - interval '30 days' and length(raw) > 0 limit {Chunk})
        """;

    // The thread goes on saying that there was one.
    private static Sql Files(TenantScope scope) => $"""
        update inbound_media set state = 'expired', problem = 'Files are kept for 90 days.', content = null
        where tenant_id = {scope.Tenant} and message_id in (
            select message_id from inbound_media where tenant_id = {scope.Tenant} and state = 'stored' and finished_at < now() - interval '90 days' limit {Chunk})
        """;

    private static Sql Old(TenantScope scope, string what) => what switch
    {
        "step" => $"""
            delete from step where tenant_id = {scope.Tenant} and (turn_id, n) in (
                select turn_id, n from step where tenant_id = {scope.Tenant} and at < now() - interval '90 days' limit {Chunk})
            """,
        "send_attempt" => $"""
            delete from send_attempt where tenant_id = {scope.Tenant} and (outbox_id, n) in (
                select outbox_id, n from send_attempt where tenant_id = {scope.Tenant} and started_at < now() - interval '90 days' limit {Chunk})
            """,
        "activity" => $"""
            delete from activity where tenant_id = {scope.Tenant} and (conversation_id, watermark) in (
                select conversation_id, watermark from activity where tenant_id = {scope.Tenant} and at < now() - interval '90 days' limit {Chunk})
            """,
        "idempotency_key" => $"""
            delete from idempotency_key where tenant_id = {scope.Tenant} and (actor, key) in (
                select actor, key from idempotency_key where tenant_id = {scope.Tenant} and created_at < now() - interval '2 days' limit {Chunk})
            """,
        "skill_callback" => $"""
            delete from skill_callback where tenant_id = {scope.Tenant} and id in (
                select id from skill_callback where tenant_id = {scope.Tenant} and expires_at < now() - interval '2 days' limit {Chunk})
            """,
        "link_code" => $"""
            delete from link_code where tenant_id = {scope.Tenant} and id in (
                select id from link_code where tenant_id = {scope.Tenant} and created_at < now() - interval '30 days' limit {Chunk})
            """,
        "link_miss" => $"""
            delete from link_miss where tenant_id = {scope.Tenant} and id in (
                select id from link_miss where tenant_id = {scope.Tenant} and at < now() - interval '2 days' limit {Chunk})
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Not a table that is pruned."),
    };
}
