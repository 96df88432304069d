using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Orders;

/// <summary>The order's own history: what happened to it, in order, never changed.</summary>
public sealed class OrderEvents(TimeProvider clock)
{
    public Task Write(TenantScope db, OrderId order, string kind, Actor actor, CancellationToken ct) => Write(db, order, new OrderNote(kind, new { }), actor, ct);

    public async Task Write(TenantScope db, OrderId order, OrderNote note, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.Execute($"""
            insert into order_event (tenant_id, id, order_id, kind, detail, actor, at)
            values ({db.Tenant}, {Guid.CreateVersion7(now)}, {order}, {note.Kind}, {note.Detail:jsonb}, {actor.ToString()}, {now})
            """, ct);
    }
}

/// <param name="Detail">Anything that serialises to a JSON object.</param>
public sealed record OrderNote(string Kind, object Detail);
