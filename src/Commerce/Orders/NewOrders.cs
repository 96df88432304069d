using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Orders;

/// <summary>The rows of an order that is being placed.</summary>
public sealed class NewOrders(OrderEvents events, TimeProvider clock)
{
    private const int FirstNumber = 1000;

    internal async Task<NewOrder> Write(TenantScope db, string number, Quote quote, Totals totals, ConversationId? conversation, CancellationToken ct)
    {
        var order = new NewOrder(Id.New<OrderId>(clock), number, Token.New(16), Token.New(16));
        var now = clock.GetUtcNow();
        object? shipping = totals.Method is { } method ? new { method.Code, method.Label } : null;
        await db.Execute($"""
            insert into sales_order (tenant_id, id, number, contact_id, conversation_id, quote_id, state, currency, total_minor, pay_token,
                track_token, shipping, created_at, updated_at)
            values ({db.Tenant}, {order.Id}, {order.Number}, {quote.ContactId}, {conversation}, {quote.Id}, 'awaiting_payment', {quote.Currency},
                {quote.TotalMinor}, {order.PayToken}, {order.TrackToken}, {shipping:jsonb}, {now}, {now})
            """, ct);
        await using (var lines = await db.Batch([.. quote.Lines.Select((line, i) => Line(db, order.Id, i + 1, line))], ct))
        {
            await lines.Affected(ct);
        }

        await events.Write(db, order.Id, "placed", Actor.System("checkout"), ct);
        return order;
    }

    /// <summary>The order that this very cart, delivered the same way, has become before and that can still be paid.</summary>
    internal async Task<PlacedOrder?> FindSame(TenantScope db, CartView cart, Totals totals, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await db.Find<Placed>($"""
            select o.id, o.number, o.pay_token, o.track_token, o.total_minor, q.shipping_minor, q.lines,
                   (select min(h.expires_at) from hold h where h.tenant_id = o.tenant_id and h.order_id = o.id and h.state = 'held') as pay_before
            from sales_order o join quote q on q.tenant_id = o.tenant_id and q.id = o.quote_id
            where o.tenant_id = {db.Tenant} and q.cart_id = {cart.Id} and q.cart_version = {cart.Version} and q.expires_at > {now}
              and o.state = 'awaiting_payment' and o.shipping ->> 'code' is not distinct from {totals.Method?.Code}
            order by o.id desc limit 1 for update of o
            """, ct);
        return row?.PayBefore > now ? row.View(cart.Currency) : null;
    }

    private static Sql Line(TenantScope db, OrderId order, int n, QuoteLine line) => $"""
        insert into order_line (tenant_id, order_id, n, variant_id, sku, title, options, quantity, unit_price_minor)
        values ({db.Tenant}, {order}, {n}, {line.VariantId}, {line.Sku}, {line.Title}, {line.Options:jsonb}, {line.Quantity}, {line.UnitPriceMinor})
        """;

    // H1001, H1002 … for shop harbor: without gaps to the eye of the shop, since a refused order rolls its number back.
    internal static Task<string> NextNumber(TenantScope db, CancellationToken ct) => db.Get<string>($"""
        with next as (
            insert into order_counter (tenant_id, last) values ({db.Tenant}, 1)
            on conflict (tenant_id) do update set last = order_counter.last + 1 returning last)
        select upper(left(t.slug, 1)) || ({FirstNumber}::bigint + next.last)::text as number from next, tenant t where t.id = {db.Tenant}
        """, ct);

    private sealed record Placed(
        OrderId Id, string Number, string PayToken, string TrackToken, long TotalMinor, long ShippingMinor, IReadOnlyList<QuoteLine> Lines,
        DateTimeOffset? PayBefore)
    {
        public PlacedOrder View(string currency) => new(
            Id, Number, new Price(TotalMinor, currency), PayToken, TrackToken, PayBefore!.Value, [.. Lines.Select(l => l.View(currency))],
            new Price(ShippingMinor, currency));
    }
}

internal sealed record NewOrder(OrderId Id, string Number, string PayToken, string TrackToken);

internal static class QuoteLines
{
    public static OrderLineView View(this QuoteLine line, string currency)
    {
        var unit = new Price(line.UnitPriceMinor, currency);
        return new(line.VariantId, line.Sku, line.Title, line.Options, line.Quantity, unit, unit * line.Quantity);
    }

    public static HoldLine[] HoldLines(this Quote quote) => [.. quote.Lines.Select(l => new HoldLine(l.VariantId, l.Sku, l.Title, l.Quantity))];
}
