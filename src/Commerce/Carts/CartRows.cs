using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Carts;

/// <summary>The contact's active cart, locked until the transaction ends.</summary>
internal sealed record OpenCart(CartId Id, string Currency);

/// <param name="Quantity">What the cart has of it; none when it is not in the cart.</param>
internal sealed record LineToSell(string Sku, string Title, string Currency, bool Sellable, int Available, int? Quantity);

/// <param name="Lines">How many lines the cart has.</param>
internal sealed record CartToChange(OpenCart Cart, LineToSell? Line, long Lines);

/// <summary>The id and time of a cart that is opened if there is none.</summary>
internal sealed record Fresh(CartId Id, DateTimeOffset At);

internal sealed record NewLine(OpenCart Cart, VariantId Variant, int Quantity);

internal static class CartRows
{
    /// <summary>
    /// Finds or opens the contact's active cart and locks it, so that acts on one cart queue up behind each other; with it the variant as
    /// it can be sold into it, and how many lines there are. One round trip.
    /// </summary>
    public static async Task<CartToChange> Open(TenantScope db, ContactId contact, VariantId variant, Fresh fresh, CancellationToken ct)
    {
        var active = Active(db, contact);
        await using var reading = await db.Batch(
            [Opened(db, contact, fresh), Line(db, active, variant), $"select count(*) from cart_line where tenant_id = {db.Tenant} and cart_id = {active}"], ct);
        return new(await reading.Get<OpenCart>(ct), await reading.Find<LineToSell>(ct), await reading.Get<long>(ct));
    }

    /// <summary>The cart with one line more or another quantity in it, and how it then looks. One round trip.</summary>
    public static Task<CartView> Put(TenantScope db, ContactId contact, NewLine line, DateTimeOffset now, CancellationToken ct) => Change(db, contact, now,
        $"""
        insert into cart_line (tenant_id, cart_id, variant_id, quantity, added_at)
        values ({db.Tenant}, {line.Cart.Id}, {line.Variant}, {line.Quantity}, {now})
        on conflict (tenant_id, cart_id, variant_id) do update set quantity = excluded.quantity
        """, ct);

    /// <summary>The cart without that line, or without any. One round trip.</summary>
    public static Task<CartView> TakeOut(TenantScope db, ContactId contact, VariantId? variant, DateTimeOffset now, CancellationToken ct) => Change(db, contact, now,
        $"""
        delete from cart_line where tenant_id = {db.Tenant} and cart_id = {Active(db, contact)} and ({variant}::uuid is null or variant_id = {variant})
        """, ct);

    /// <summary>The contact's active cart if there is one, locked: nobody changes it while it becomes an order.</summary>
    public static Task<OpenCart?> Lock(TenantScope db, ContactId contact, CancellationToken ct) => db.Find<OpenCart>($"""
        select id, currency from cart where tenant_id = {db.Tenant} and contact_id = {contact} and state = 'active' for update
        """, ct);

    public static async Task<CartView> Read(TenantScope db, ContactId contact, CancellationToken ct)
    {
        await using var reading = await db.Batch([HeadOf(db, contact), Lines(db, Active(db, contact))], ct);
        return View(await reading.Get<Head>(ct), await reading.List<Shown>(ct));
    }

    private static async Task<CartView> Change(TenantScope db, ContactId contact, DateTimeOffset now, Sql change, CancellationToken ct)
    {
        Sql counted = $"""
            update cart set version = version + 1, updated_at = {now} where tenant_id = {db.Tenant} and contact_id = {contact} and state = 'active'
            """;
        await using var reading = await db.Batch([change, counted, HeadOf(db, contact), Lines(db, Active(db, contact))], ct);
        return View(await reading.Get<Head>(ct), await reading.List<Shown>(ct));
    }

    private static Sql Active(TenantScope db, ContactId contact) =>
        $"(select id from cart where tenant_id = {db.Tenant} and contact_id = {contact} and state = 'active')";

    private static Sql Opened(TenantScope db, ContactId contact, Fresh fresh) => $"""
        insert into cart (tenant_id, id, contact_id, currency, updated_at)
        select {db.Tenant}, {fresh.Id}, {contact}, currency, {fresh.At} from tenant where id = {db.Tenant}
        on conflict (tenant_id, contact_id) where state = 'active' do update set updated_at = excluded.updated_at
        returning id, currency
        """;

    private static Sql Line(TenantScope db, Sql cart, VariantId variant) => $"""
        select v.sku, p.title, v.currency, v.active and p.status = 'active' as sellable, l.quantity, {Available(db, cart)} as available
        from variant v
        join product p on p.tenant_id = v.tenant_id and p.id = v.product_id
        left join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
        left join cart_line l on l.tenant_id = v.tenant_id and l.variant_id = v.id and l.cart_id = {cart}
        where v.tenant_id = {db.Tenant} and v.id = {variant}
        """;

    private static Sql HeadOf(TenantScope db, ContactId contact) => $"""
        select c.id, coalesce(c.version, 0) as version, coalesce(c.currency, t.currency) as currency
        from tenant t left join cart c on c.tenant_id = t.id and c.contact_id = {contact} and c.state = 'active'
        where t.id = {db.Tenant}
        """;

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

    private static CartView View(Head head, List<Shown> rows)
    {
        var lines = rows.ConvertAll(l => l.View(head.Currency));
        var subtotal = lines.Aggregate(new Price(0, head.Currency), (sum, line) => sum + line.Total);
        return new(lines.Count == 0 ? null : head.Id, head.Version, head.Currency, lines, subtotal);
    }

    // What an unpaid order of this very cart keeps is the customer's own, so it counts as available to them.
    public static Sql Available(TenantScope db, Sql cart) => $"""
        (coalesce(s.on_hand - s.reserved, 0) + coalesce((
            select sum(h.quantity) from quote q
            join sales_order o on o.tenant_id = q.tenant_id and o.quote_id = q.id and o.state = 'awaiting_payment'
            join hold h on h.tenant_id = o.tenant_id and h.order_id = o.id and h.variant_id = v.id and h.state = 'held'
            where q.tenant_id = {db.Tenant} and q.cart_id = {cart}), 0))::int
        """;

    private sealed record Head(CartId? Id, int Version, string Currency);

    private sealed record Shown(
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
