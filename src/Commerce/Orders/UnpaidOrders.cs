using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Orders;

/// <summary>
/// Ends orders that nobody has paid. Where a payment page may still be open, what the order holds stays held and becomes due at once:
/// the expiry job ends the page at the provider first. A payment that arrives all the same is the settlement's business.
/// </summary>
public sealed class UnpaidOrders(Holds holds, OrderEvents events, IOrderNews news, TimeProvider clock)
{
    /// <param name="why">Kind of the order's event, such as <c>cancelled</c> or <c>superseded</c>.</param>
    internal async Task Cancel(TenantScope db, LockedOrder order, string why, Actor actor, CancellationToken ct)
    {
        await OrderRows.Move(db, order, OrderState.Cancelled, clock.GetUtcNow(), ct);
        await events.Write(db, order.Id, why, actor, ct);
        if (order.LiveSession)
        {
            await holds.MakeDue(db, order.Id, ct);
        }
        else
        {
            await holds.Release(db, order.Id, order.Number, null, ct);
        }
    }

    /// <summary>No payment page can be paid any more: what the order holds goes back, and an order that still waited has expired.</summary>
    internal async Task Expire(TenantScope db, LockedOrder order, CancellationToken ct)
    {
        if (order.State is OrderState.AwaitingPayment)
        {
            await OrderRows.Move(db, order, OrderState.Expired, clock.GetUtcNow(), ct);
            await events.Write(db, order.Id, "expired", Actor.System("expiry"), ct);
            await news.Announce(db, order.News(OrderNewsKind.Expired), ct);
        }

        await holds.Release(db, order.Id, order.Number, null, ct);
    }

    /// <summary>Cancels what this cart was placed as before. What the new order wants too passes over to it.</summary>
    internal Task Supersede(TenantScope db, CartView cart, CancellationToken ct) =>
        Supersede(db, cart.Id!.Value, [.. cart.Lines.Select(l => l.VariantId)], ct);

    internal async Task Supersede(TenantScope db, CartId cart, IReadOnlyList<VariantId> wanted, CancellationToken ct)
    {
        var older = (await OrderRows.LockOfCart(db, cart, ct)).Where(o => o.State is OrderState.AwaitingPayment).ToList();
        if (older.Count == 0)
        {
            return;
        }

        await LockStock(db, older, wanted, ct);
        foreach (var order in older)
        {
            await Cancel(db, order, "superseded", Actor.System("checkout"), ct);
            await holds.Release(db, order.Id, order.Number, wanted, ct);
        }
    }

    /// <summary>The cart has been paid for by one of its orders: the others end, and what the paid one needs passes over to it.</summary>
    internal async Task EndSiblings(TenantScope db, IReadOnlyList<LockedOrder> siblings, IReadOnlyCollection<VariantId> wanted, CancellationToken ct)
    {
        var open = siblings.Where(o => o.State is OrderState.AwaitingPayment).ToList();
        await LockStock(db, siblings, wanted, ct);
        foreach (var order in open)
        {
            await Cancel(db, order, "superseded", Actor.System("settlement"), ct);
        }

        foreach (var order in siblings)
        {
            await holds.Release(db, order.Id, order.Number, wanted, ct);
        }
    }

    private static async Task LockStock(TenantScope db, IEnumerable<LockedOrder> orders, IEnumerable<VariantId> wanted, CancellationToken ct)
    {
        var held = await db.List<VariantId>($"""
            select variant_id from hold where tenant_id = {db.Tenant} and state = 'held' and order_id = any({Platform.Id.Values(orders.Select(o => o.Id))})
            """, ct);
        await Holds.Lock(db, held.Concat(wanted).Distinct(), ct);
    }
}
