using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>What customers see of the catalog when they look around. Each call is one round trip.</summary>
public sealed class Shelf
{
    public const int PageSize = 24;
    private const int WindowSize = 8;

    // Each page further on costs the database a little more; nobody walks this far by hand.
    private const int LastPage = 500;

    /// <summary>Eight products worth a look and the eight newest of the others, all with something left to sell.</summary>
    public async Task<ShopWindow> Window(TenantScope db, CancellationToken ct)
    {
        Sql featured = $"""
            select {Columns} from (
                select category from product where tenant_id = {db.Tenant} and status = 'active' and category <> ''
                group by category order by count(*) desc, category limit {WindowSize}) c
            cross join lateral (
                select {Columns} from {Cards(db.Tenant)} and p.category = c.category and v.available > 0 order by p.id limit 1) f
            """;
        Sql newest = $"select {Columns} from {Cards(db.Tenant)} and v.available > 0 order by p.id desc limit {2 * WindowSize}";
        await using var reading = await db.Batch([featured, newest], ct);
        var shown = await reading.List<ProductCard>(ct);
        var fresh = (await reading.List<ProductCard>(ct)).ExceptBy(shown.Select(p => p.Id), p => p.Id);
        return new(shown, [.. fresh.Take(WindowSize)]);
    }

    public async Task<ShelfPage> List(TenantScope db, ShelfQuery query, CancellationToken ct)
    {
        var page = Math.Clamp(query.Page, 1, LastPage);
        var found = await db.List<ProductCard>($"""
            select {Columns} from {Cards(db.Tenant)}{Wanted(query)}
            order by {Order(query.Order)} limit {PageSize + 1} offset {(page - 1) * PageSize}
            """, ct);
        return found.Count > PageSize ? new(found[..PageSize], page < LastPage) : new(found, false);
    }

    /// <summary>Those of the products that stand on the shelf, in the order they were asked for.</summary>
    public async Task<IReadOnlyList<ProductCard>> FindMany(TenantScope db, IReadOnlyCollection<ProductId> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var found = await db.List<ProductCard>($"select {Columns} from {Cards(db.Tenant)} and p.id = any({Id.Values(ids)})", ct);
        var byId = found.ToDictionary(p => p.Id);
        return [.. ids.Distinct().Where(byId.ContainsKey).Select(id => byId[id])];
    }

    private static Sql Columns => $"id, handle, title, brand, image_url, image_alt, currency, from_minor, to_minor, compare_at_minor, available";

    private static Sql Cards(TenantId tenant) => $"""
        product p
        cross join lateral (
            select min(x.currency) as currency, min(x.price_minor) as from_minor, max(x.price_minor) as to_minor,
                (array_agg(x.compare_at_minor order by x.price_minor, x.sku))[1] as compare_at_minor,
                coalesce(sum(s.on_hand - s.reserved), 0)::bigint as available
            from variant x left join stock s on s.tenant_id = x.tenant_id and s.variant_id = x.id
            where x.tenant_id = p.tenant_id and x.product_id = p.id and x.active) v
        left join lateral (
            select i.url as image_url, i.alt as first_alt from product_image i
            where i.tenant_id = p.tenant_id and i.product_id = p.id order by i.position limit 1) i on true
        cross join lateral (select coalesce(i.first_alt, '') as image_alt) a
        where p.tenant_id = {tenant} and p.status = 'active' and v.from_minor is not null
        """;

    private static Sql Wanted(ShelfQuery query)
    {
        List<Sql> wanted = [];
        if (query.Category is { Length: > 0 } category)
        {
            wanted.Add($" and p.category = {category}");
        }

        if (query.MinPriceMinor is { } least)
        {
            wanted.Add($" and v.to_minor >= {least}");
        }

        if (query.MaxPriceMinor is { } most)
        {
            wanted.Add($" and v.from_minor <= {most}");
        }

        if (query.InStockOnly)
        {
            wanted.Add($" and v.available > 0");
        }

        return Sql.Join("", wanted);
    }

    private static Sql Order(ShelfOrder order) => order switch
    {
        ShelfOrder.Cheapest => $"v.from_minor, p.id desc",
        ShelfOrder.Dearest => $"v.to_minor desc, p.id desc",
        _ => $"p.id desc",
    };
}
