using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Orders;

/// <summary>The row of an order, locked until the transaction ends.</summary>
/// <param name="LiveSession">Whether the customer may still be able to pay at the provider, or the bank may still say that they have.</param>
internal sealed record LockedOrder(
    OrderId Id, string Number, OrderState State, PaymentState PaymentState, ContactId ContactId, ConversationId? ConversationId, QuoteId QuoteId,
    string Currency, long TotalMinor, long RefundedMinor, string PayToken, string TrackToken, bool LiveSession)
{
    public Price Total => new(TotalMinor, Currency);

    public OrderNews News(OrderNewsKind kind, Price? amount = null) => new(Id, Number, ContactId, ConversationId, kind, amount ?? Total, TrackToken);
}

/// <summary>Statements over order rows that several acts share.</summary>
internal static class OrderRows
{
    private static Sql Columns => $"""
        o.id, o.number, o.state, o.payment_state, o.contact_id, o.conversation_id, o.quote_id, o.currency, o.total_minor, o.refunded_minor,
        o.pay_token, o.track_token,
        (o.payment_state = 'pending'
            or exists(select 1 from checkout_session s where s.tenant_id = o.tenant_id and s.order_id = o.id and s.state in ('creating', 'open'))) as live_session
        """;

    public static Task<LockedOrder?> Lock(TenantScope db, OrderId id, CancellationToken ct) =>
        db.Find<LockedOrder>($"select {Columns} from sales_order o where o.tenant_id = {db.Tenant} and o.id = {id} for update of o", ct);

    /// <summary>Every order made from a cart, locked in the order of their ids.</summary>
    public static Task<List<LockedOrder>> LockOfCart(TenantScope db, CartId cart, CancellationToken ct) => db.List<LockedOrder>($"""
        select {Columns} from sales_order o join quote q on q.tenant_id = o.tenant_id and q.id = o.quote_id
        where o.tenant_id = {db.Tenant} and q.cart_id = {cart} order by o.id for update of o
        """, ct);

    /// <summary>Moves a locked order; a move that the table does not allow is a bug.</summary>
    public static async Task Move(TenantScope db, LockedOrder order, OrderState to, DateTimeOffset now, CancellationToken ct)
    {
        if (!OrderMoves.Allows(order.State, to))
        {
            throw new InvalidOperationException($"Order {order.Number} cannot move from {order.State} to {to}.");
        }

        await db.Execute($"update sales_order set state = {to}, updated_at = {now} where tenant_id = {db.Tenant} and id = {order.Id} and state = {order.State}", ct);
    }

    /// <summary>The orders of one contact are another's from now on; the quotes behind them stay as they were promised.</summary>
    public static Task Follow(TenantScope db, ContactId from, ContactId to, DateTimeOffset now, CancellationToken ct) => db.Execute($"""
        update sales_order set contact_id = {to}, updated_at = {now} where tenant_id = {db.Tenant} and contact_id = {from}
        """, ct);

    public static Task SetPaid(TenantScope db, OrderId order, string? email, DateTimeOffset now, CancellationToken ct) => db.Execute($"""
        update sales_order set paid_at = {now}, updated_at = {now}, customer_email = coalesce({email}, customer_email)
        where tenant_id = {db.Tenant} and id = {order}
        """, ct);

    /// <summary>Where the money of an order stands that was paid, by what has gone back.</summary>
    public static PaymentState PaymentOf(long total, long refunded) =>
        refunded == 0 ? PaymentState.Paid : refunded == total ? PaymentState.Refunded : PaymentState.PartlyRefunded;

    /// <summary>How far the goods of a paid order are: <c>paid</c> as long as nothing was sent.</summary>
    public static Task<OrderState> GoodsOf(TenantScope db, OrderId order, CancellationToken ct) => db.Get<OrderState>($"""
        select case when exists(select 1 from order_event where tenant_id = {db.Tenant} and order_id = {order} and kind = 'completed') then 'completed'
                    when exists(select 1 from shipment where tenant_id = {db.Tenant} and order_id = {order}) then 'fulfilling' else 'paid' end as state
        """, ct);

    public static Task AddRefunded(TenantScope db, OrderId order, long amount, DateTimeOffset now, CancellationToken ct) => db.Execute($"""
        update sales_order set refunded_minor = refunded_minor + {amount}, updated_at = {now} where tenant_id = {db.Tenant} and id = {order}
        """, ct);

    /// <summary>Moves a locked order's money; a move that the table does not allow is a bug.</summary>
    public static async Task SetPayment(TenantScope db, LockedOrder order, PaymentState to, DateTimeOffset now, CancellationToken ct)
    {
        if (!OrderMoves.Allows(order.PaymentState, to))
        {
            throw new InvalidOperationException($"The payment of order {order.Number} cannot move from {order.PaymentState} to {to}.");
        }

        await db.Execute($"""
            update sales_order set payment_state = {to}, updated_at = {now}
            where tenant_id = {db.Tenant} and id = {order.Id} and payment_state = {order.PaymentState}
            """, ct);
    }
}
