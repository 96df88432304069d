using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Commerce.Orders;

/// <summary>Reads orders with all that belongs to them in one statement.</summary>
internal static class OrderViews
{
    public static async Task<OrderView?> Find(TenantScope db, Sql which, CancellationToken ct) =>
        (await Read(db, which, 1, ct)).SingleOrDefault();

    public static Task<List<OrderView>> List(TenantScope db, OrderListQuery query, CancellationToken ct)
    {
        var text = query.Text is { Length: > 0 } part ? LikePattern.Containing(part) : null;
        Sql which = $"""
            ({query.State}::text is null or o.state = {query.State})
            and ({query.Contact}::uuid is null or o.contact_id = {query.Contact})
            and ({text}::text is null or o.number ilike {text} or o.customer_email ilike {text})
            and ({query.Before}::uuid is null or (o.created_at, o.id) < (select b.created_at, b.id from sales_order b where b.tenant_id = {db.Tenant} and b.id = {query.Before}))
            """;
        return Read(db, which, Math.Clamp(query.Take, 1, 200), ct);
    }

    private static async Task<List<OrderView>> Read(TenantScope db, Sql which, int take, CancellationToken ct)
    {
        var rows = await db.List<Row>($"""
            select o.id, o.number, o.state, o.payment_state, o.contact_id, o.conversation_id, o.currency, o.total_minor, o.refunded_minor,
              q.subtotal_minor, q.shipping_minor, q.discount_minor, q.tax_minor, o.shipping ->> 'label' as shipping_label, o.customer_email,
              o.pay_token, o.track_token, o.created_at, o.paid_at,
              case when o.state = 'awaiting_payment' then (select min(h.expires_at) from hold h
                 where h.tenant_id = o.tenant_id and h.order_id = o.id and h.state = 'held') end as pay_before,
              (select jsonb_agg(jsonb_build_object('variantId', l.variant_id, 'sku', l.sku, 'title', l.title, 'options', l.options,
                 'quantity', l.quantity, 'unitPriceMinor', l.unit_price_minor) order by l.n)
               from order_line l where l.tenant_id = o.tenant_id and l.order_id = o.id) as lines,
              (select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'actor', e.actor, 'at', e.at) order by e.n), '[]')
               from order_event e where e.tenant_id = o.tenant_id and e.order_id = o.id) as events,
              (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'carrier', s.carrier, 'trackingNumber', s.tracking_number,
                 'trackingUrl', s.tracking_url, 'shippedAt', s.shipped_at) order by s.shipped_at, s.id), '[]')
               from shipment s where s.tenant_id = o.tenant_id and s.order_id = o.id) as shipments
            from sales_order o join quote q on q.tenant_id = o.tenant_id and q.id = o.quote_id
            where o.tenant_id = {db.Tenant} and {which}
            order by o.created_at desc, o.id desc limit {take}
            """, ct);
        return rows.ConvertAll(r => r.View());
    }

    private sealed record Line(VariantId VariantId, string Sku, string Title, IReadOnlyDictionary<string, string> Options, int Quantity, long UnitPriceMinor);

    private sealed record Row(
        OrderId Id, string Number, OrderState State, PaymentState PaymentState, ContactId ContactId, ConversationId? ConversationId, string Currency,
        long TotalMinor, long RefundedMinor, long SubtotalMinor, long ShippingMinor, long DiscountMinor, long TaxMinor, string? ShippingLabel,
        string? CustomerEmail, string PayToken, string TrackToken, DateTimeOffset CreatedAt, DateTimeOffset? PaidAt, DateTimeOffset? PayBefore,
        IReadOnlyList<Line> Lines, IReadOnlyList<OrderEventView> Events, IReadOnlyList<ShipmentView> Shipments)
    {
        public OrderView View() => new(
            Id, Number, State, PaymentState, ContactId, ConversationId, [.. Lines.Select(View)], Of(SubtotalMinor), Of(ShippingMinor), Of(DiscountMinor),
            Of(TaxMinor), Of(TotalMinor), Of(RefundedMinor), ShippingLabel, CustomerEmail, PayToken, TrackToken, CreatedAt, PaidAt, PayBefore, Events, Shipments);

        private OrderLineView View(Line line) => new(
            line.VariantId, line.Sku, line.Title, line.Options, line.Quantity, Of(line.UnitPriceMinor), Of(line.UnitPriceMinor) * line.Quantity);

        private Price Of(long minor) => new(minor, Currency);
    }
}
