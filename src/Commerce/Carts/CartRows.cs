using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Carts;

/// <summary>The contact's active cart, locked until the transaction ends.</summary>
internal sealed record OpenCart(CartId Id, string Currency);

/// <param name="Quantity">What the cart has of it; none when it is not in the cart.</param>
internal sealed record LineToSell(string Sku, string Title, string Currency, bool Sellable, int Available, int? Quantity);

internal static class CartRows
{
    /// <summary>Finds or opens the contact's active cart and locks it: acts on one cart queue up behind each other.</summary>
    public static Task<OpenCart> Open(TenantScope db, ContactId contact, CartId fresh, DateTimeOffset now, CancellationToken ct) =>
        db.Get<OpenCart>($"""
            insert into cart (tenant_id, id, contact_id, currency, updated_at)
            select {db.Tenant}, {fresh}, {contact}, currency, {now} from tenant where id = {db.Tenant}
            on conflict (tenant_id, contact_id) where state = 'active' do update set updated_at = excluded.updated_at
            returning id, currency
            """, ct);

    /// <summary>The contact's active cart if there is one, locked: nobody changes it while it becomes an order.</summary>
    public static Task<OpenCart?> Lock(TenantScope db, ContactId contact, CancellationToken ct) => db.Find<OpenCart>($"""
        select id, currency from cart where tenant_id = {db.Tenant} and contact_id = {contact} and state = 'active' for update
        """, ct);

    public static Task<LineToSell?> FindLine(TenantScope db, OpenCart cart, VariantId variant, CancellationToken ct) =>
        db.Find<LineToSell>($"""
            select v.sku, p.title, v.currency, v.active and p.status = 'active' as sellable, l.quantity,
                   {Available(db, $"{cart.Id}")} as available
            from variant v
            join product p on p.tenant_id = v.tenant_id and p.id = v.product_id
            left join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
            left join cart_line l on l.tenant_id = v.tenant_id and l.variant_id = v.id and l.cart_id = {cart.Id}
            where v.tenant_id = {db.Tenant} and v.id = {variant}
            """, ct);

    public static Task<long> Count(TenantScope db, OpenCart cart, CancellationToken ct) =>
        db.Get<long>($"select count(*) from cart_line where tenant_id = {db.Tenant} and cart_id = {cart.Id}", ct);

    public static async Task<CartView> Read(TenantScope db, ContactId contact, CancellationToken ct)
    {
        Sql active = $"(select id from cart where tenant_id = {db.Tenant} and contact_id = {contact} and state = 'active')";
        Sql head = $"""
            select c.id, coalesce(c.version, 0) as version, coalesce(c.currency, t.currency) as currency
            from tenant t left join cart c on c.tenant_id = t.id and c.contact_id = {contact} and c.state = 'active'
            where t.id = {db.Tenant}
            """;
        await using var reading = await db.Batch([head, Lines(db, active)], ct);
        return View(await reading.Get<Head>(ct), await reading.List<Line>(ct));
    }

    private static Sql Lines(TenantScope db, Sql cart) => $"""
        select v.id as variant_id, v.product_id, v.sku, p.title, v.options, l.quantity, v.price_minor, v.currency,
               {Available(db, $"l.cart_id")} as available, v.active and p.status = 'active' as sellable,
               (select i.url from product_image i where i.tenant_id = v.tenant_id and i.product_id = v.product_id
                order by i.position limit 1) as image_url
        from cart_line l
        join variant v on v.tenant_id = l.tenant_id and v.id = l.variant_id
        join product p on p.tenant_id = v.tenant_id and p.id = v.product_id
        left join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
        where l.tenant_id = {db.Tenant} and l.cart_id = {cart}
        order by l.added_at, l.variant_id
        """;

    private static CartView View(Head head, List<Line> rows)
    {
        var lines = rows.ConvertAll(l => l.View(head.Currency));
        var subtotal = lines.Aggregate(new Price(0, head.Currency), (sum, line) => sum + line.Total);
        return new(lines.Count == 0 ? null : head.Id, head.Version, head.Currency, lines, subtotal);
    }

    // What an unpaid order of this very cart keeps is the customer's own, so it counts as available to them.
    private static Sql Available(TenantScope db, Sql cart) => $"""
        (coalesce(s.on_hand - s.reserved, 0) + coalesce((
            select sum(h.quantity) from quote q
            join sales_order o on o.tenant_id = q.tenant_id and o.quote_id = q.id and o.state = 'awaiting_payment'
            join hold h on h.tenant_id = o.tenant_id and h.order_id = o.id and h.variant_id = v.id and h.state = 'held'
            where q.tenant_id = {db.Tenant} and q.cart_id = {cart}), 0))::int
        """;

    private sealed record Head(CartId? Id, int Version, string Currency);

    private sealed record Line(
        VariantId VariantId, ProductId ProductId, string Sku, string Title, IReadOnlyDictionary<string, string> Options,
        int Quantity, long PriceMinor, string Currency, int Available, string? ImageUrl, bool Sellable)
    {
        // A variant priced in another currency cannot be added up: it shows at nothing and cannot be sold.
        public CartLineView View(string currency)
        {
            var same = string.Equals(Currency, currency, StringComparison.Ordinal);
            var unit = new Price(same ? PriceMinor : 0, currency);
            return new(VariantId, ProductId, Sku, Title, Options, Quantity, unit, unit * Quantity, Available, ImageUrl, Sellable && same);
        }
    }
}
