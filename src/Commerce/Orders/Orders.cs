using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Orders;

/// <summary>Orders as people see them, and the acts of people on them. The acts write several rows: call them inside one <see cref="TenantDb.Try"/>.</summary>
public sealed class Orders(UnpaidOrders unpaid, OrderEvents events, IOrderNews news, Audit audit, TimeProvider clock)
{
    public Task<OrderView?> Find(TenantScope db, OrderId id, CancellationToken ct) => OrderViews.Find(db, $"o.id = {id}", ct);

    /// <summary>By number, letters' case and surrounding blanks aside.</summary>
    public Task<OrderView?> FindByNumber(TenantScope db, string number, CancellationToken ct) =>
        OrderViews.Find(db, $"o.number = {number.Trim().ToUpperInvariant()}", ct);

    /// <summary>The contact's orders, newest first.</summary>
    public async Task<IReadOnlyList<OrderView>> Latest(TenantScope db, ContactId contact, int take, CancellationToken ct) =>
        await OrderViews.List(db, new(Contact: contact, Take: take), ct);

    public async Task<IReadOnlyList<OrderView>> List(TenantScope db, OrderListQuery query, CancellationToken ct) => await OrderViews.List(db, query, ct);

    /// <summary>
    /// Cancels an order that is not paid. Its pay link is dead at once. Refusals: <c>order-not-found</c>, <c>order-paid</c>,
    /// <c>order-closed</c>.
    /// </summary>
    public async Task<Result<OrderView>> Cancel(TenantScope db, OrderId id, Actor actor, CancellationToken ct)
    {
        if (await OrderRows.Lock(db, id, ct) is not { } order)
        {
            return OrderRefusals.NotFound;
        }

        if (order.State is not OrderState.AwaitingPayment)
        {
            return OrderMoves.IsPaid(order.State) ? OrderRefusals.Paid : OrderRefusals.Closed;
        }

        await unpaid.Cancel(db, order, "cancelled", actor, ct);
        if (actor.Kind is not ActorKind.Customer)
        {
            // Customers who cancel by themselves hear it as the answer.
            await news.Announce(db, order.News(OrderNewsKind.Cancelled), ct);
        }

        return await Acted(db, order, "order-cancelled", actor, ct);
    }

    /// <summary>Refusals: <c>order-not-found</c>, <c>order-move-not-allowed</c>, <c>shipment-not-valid</c>.</summary>
    public async Task<Result<OrderView>> MarkShipped(TenantScope db, OrderId id, NewShipment parcel, Actor actor, CancellationToken ct)
    {
        var order = await OrderRows.Lock(db, id, ct);
        var refusal = order is null ? OrderRefusals.NotFound : Shipping.Refuse(order, parcel);
        if (refusal is not null)
        {
            return refusal;
        }

        if (order!.State is not OrderState.Fulfilling)
        {
            await OrderRows.Move(db, order, OrderState.Fulfilling, clock.GetUtcNow(), ct);
        }

        await Shipping.Write(db, id, parcel, clock, ct);
        await events.Write(db, id, new OrderNote("shipped", new { parcel.Carrier, parcel.TrackingNumber }), actor, ct);
        await news.Announce(db, order.News(OrderNewsKind.Shipped), ct);
        return await Acted(db, order, "order-shipped", actor, ct);
    }

    /// <summary>The customer has everything. Refusals: <c>order-not-found</c>, <c>order-move-not-allowed</c>.</summary>
    public async Task<Result<OrderView>> MarkCompleted(TenantScope db, OrderId id, Actor actor, CancellationToken ct)
    {
        if (await OrderRows.Lock(db, id, ct) is not { } order)
        {
            return OrderRefusals.NotFound;
        }

        if (!OrderMoves.Allows(order.State, OrderState.Completed))
        {
            return OrderRefusals.NoMove(order.State, OrderState.Completed);
        }

        await OrderRows.Move(db, order, OrderState.Completed, clock.GetUtcNow(), ct);
        await events.Write(db, id, "completed", actor, ct);
        return await Acted(db, order, "order-completed", actor, ct);
    }

    private async Task<Result<OrderView>> Acted(TenantScope db, LockedOrder order, string action, Actor actor, CancellationToken ct)
    {
        await audit.Write(db, actor, action, "order", order.Number, new { from = order.State }, ct);
        return (await Find(db, order.Id, ct))!;
    }
}
