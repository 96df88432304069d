using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>Writes planned products and their search index, many in one go. One writer a shop at a time, so that what was checked still holds.</summary>
public sealed class ProductWriter(TimeProvider clock, Stock stock, ProductIndex index)
{
    /// <summary>Waits until no other transaction writes this shop's catalog; holds until the end of this one.</summary>
    internal static Task Enter(TenantScope db, CancellationToken ct) =>
        db.Execute($"select pg_advisory_xact_lock(hashtextextended('catalog' || {db.Tenant.ToString()}, 0))", ct);

    /// <summary>Handles and SKUs of the plan that belong to other products, by product.</summary>
    internal static async Task<IReadOnlyList<Taken>> FindTaken(TenantScope db, IReadOnlyCollection<PlannedProduct> plan, CancellationToken ct)
    {
        var ids = Id.Values(plan.Select(p => p.Id));
        string[] handles = [.. plan.Select(p => p.Draft.Handle)];
        string[] skus = [.. plan.SelectMany(p => p.Draft.Variants).Select(v => v.Sku.ToUpperInvariant()).Distinct()];
        return await db.List<Taken>($"""
            select 'handle' as kind, handle as value, id as product_id, null::uuid as variant_id from product
            where tenant_id = {db.Tenant} and handle = any({handles}) and id <> all({ids})
            union all
            select 'sku', sku, product_id, id from variant where tenant_id = {db.Tenant} and upper(sku) = any({skus})
            """, ct);
    }

    /// <param name="reason">Why new variants have stock: <c>import</c> or <c>edit</c>.</param>
    internal async Task Write(TenantScope db, IReadOnlyList<PlannedProduct> plan, Actor actor, StockReason reason, CancellationToken ct)
    {
        if (plan.Count == 0)
        {
            return;
        }

        var arrivals = plan.SelectMany(p => p.Variants).Where(v => v.IsNew).Select(v => new StockArrival(v.Id, v.Draft.OnHand));
        await using (var reading = await db.Batch([.. Products(db, plan), .. Variants(db, plan), stock.First(db, arrivals, reason, actor)], ct))
        {
            await reading.Affected(ct);
        }

        await index.Refresh(db, [.. plan.Select(p => p.Id)], ct);
    }

    private IEnumerable<Sql> Products(TenantScope db, IReadOnlyList<PlannedProduct> plan)
    {
        var now = clock.GetUtcNow();
        var rows = plan.Select(p => new { p.Id, p.Draft.Handle, p.Draft.Title, p.Draft.Brand, p.Draft.Category, p.Draft.Description, p.Draft.Status, p.Draft.Attributes, p.Draft.Options });
        var images = plan.SelectMany(p => p.Draft.Images.Select((i, n) => new { ProductId = p.Id, Position = n, i.Url, i.Alt }));
        yield return $"""
            insert into product (tenant_id, id, handle, title, brand, category, description, status, attributes, options, created_at, updated_at)
            select {db.Tenant}, p.id, p.handle, p.title, p.brand, p.category, p.description, p.status, p.attributes,
                   array(select jsonb_array_elements_text(p.options)), {now}, {now}
            from jsonb_to_recordset({Json.Write(rows):jsonb}) as
                p(id uuid, handle text, title text, brand text, category text, description text, status text, attributes jsonb, options jsonb)
            on conflict (tenant_id, id) do update set handle = excluded.handle, title = excluded.title, brand = excluded.brand,
                category = excluded.category, description = excluded.description, status = excluded.status, attributes = excluded.attributes,
                options = excluded.options, updated_at = excluded.updated_at, version = product.version + 1
            """;
        yield return $"delete from product_image where tenant_id = {db.Tenant} and product_id = any({Id.Values(plan.Select(p => p.Id))})";
        yield return $"""
            insert into product_image (tenant_id, product_id, position, url, alt)
            select {db.Tenant}, i."productId", i.position, i.url, i.alt
            from jsonb_to_recordset({Json.Write(images):jsonb}) as i("productId" uuid, position int, url text, alt text)
            """;
    }

    private static IEnumerable<Sql> Variants(TenantScope db, IReadOnlyList<PlannedProduct> plan)
    {
        // Two variants may swap their SKUs: those that change step aside first.
        if (Id.Values(plan.SelectMany(p => p.Variants).Where(v => v.IsRenamed).Select(v => v.Id)) is { Length: > 0 } renamed)
        {
            yield return $"update variant set sku = id::text where tenant_id = {db.Tenant} and id = any({renamed})";
        }

        var rows = plan.SelectMany(p => p.Variants.Select(v => new
        {
            v.Id, ProductId = p.Id, v.Draft.Sku, v.Position, v.Draft.Options, v.Draft.PriceMinor, v.Draft.CompareAtMinor, v.Draft.Active,
        }));
        yield return $"""
            insert into variant (tenant_id, id, product_id, sku, position, options, currency, price_minor, compare_at_minor, active)
            select {db.Tenant}, v.id, v."productId", v.sku, v.position, v.options, t.currency, v."priceMinor", v."compareAtMinor", v.active
            from tenant t, jsonb_to_recordset({Json.Write(rows):jsonb}) as v(id uuid, "productId" uuid, sku text, position int, options jsonb,
                "priceMinor" bigint, "compareAtMinor" bigint, active boolean)
            where t.id = {db.Tenant}
            on conflict (tenant_id, id) do update set sku = excluded.sku, position = excluded.position, options = excluded.options,
                price_minor = excluded.price_minor, compare_at_minor = excluded.compare_at_minor, active = excluded.active
            """;
        yield return $"""
            update variant set active = false
            where tenant_id = {db.Tenant} and product_id = any({Id.Values(plan.Select(p => p.Id))})
              and id <> all({Id.Values(plan.SelectMany(p => p.Variants).Select(v => v.Id))}) and active
            """;
    }
}

/// <param name="Kind"><c>handle</c> or <c>sku</c>.</param>
internal sealed record Taken(string Kind, string Value, ProductId ProductId, VariantId? VariantId);
