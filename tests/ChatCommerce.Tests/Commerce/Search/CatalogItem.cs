using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Commerce.Search.Words;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Tests.Commerce.Search;

/// <summary>A product to be found, as far as search cares.</summary>
public sealed record CatalogItem(string Title)
{
    /// <summary>Its name in addresses; made from the id when empty.</summary>
    public string Handle { get; init; } = "";

    public string Brand { get; init; } = "";

    public string Category { get; init; } = "";

    public string Description { get; init; } = "";

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    public CatalogVariant[] Variants { get; init; } = [new(1000, 5)];
}

public sealed record CatalogVariant(long PriceMinor, int OnHand)
{
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

/// <summary>Writes products straight into the catalog tables, many in few statements.</summary>
public static class CatalogItems
{
    private const int Page = 2000;

    public static ProductSearch Search(TenantDb tenants, TimeProvider clock, IEmbeddingGenerator<string, Embedding<float>>? model = null) =>
        new(tenants, new VocabularyCache(tenants, clock), new ProductVectors(tenants, model ?? new HashedEmbeddings()));

    public static async Task<TenantId> OpenShop(DbScope system, TimeProvider clock, string slug, string currency = "USD")
    {
        var id = Id.New<TenantId>(clock);
        await system.Execute($"""
            insert into tenant (id, slug, name, locale, languages, currency, time_zone)
            values ({id}, {slug}, {slug}, 'en-US', {new[] { "en" }}, {currency}, 'UTC')
            """, CancellationToken.None);
        return id;
    }

    public static async Task<IReadOnlyList<ProductId>> Add(TenantScope db, TimeProvider clock, IReadOnlyCollection<CatalogItem> items)
    {
        List<ProductId> ids = [];
        foreach (var page in items.Chunk(Page))
        {
            ProductId[] added = [.. page.Select(_ => Id.New<ProductId>(clock))];
            ids.AddRange(added);
            await AddProducts(db, added, page);
            await AddVariants(db, clock, added, page);
        }

        return ids;
    }

    private static Task<int> AddProducts(TenantScope db, ProductId[] ids, CatalogItem[] items)
    {
        string[] handles = [.. ids.Zip(items, (id, item) => item.Handle.Length > 0 ? item.Handle : "p-" + id)], titles = [.. items.Select(i => i.Title)], brands = [.. items.Select(i => i.Brand)];
        string[] categories = [.. items.Select(i => i.Category)], descriptions = [.. items.Select(i => i.Description)], attributes = [.. items.Select(i => Json.Write(i.Attributes))];
        return db.Execute($"""
            insert into product (tenant_id, id, handle, title, brand, category, description, status, attributes)
            select {db.Tenant}, id, handle, title, brand, category, description, 'active', attributes::jsonb
            from unnest({ids.Values()}, {handles}, {titles}, {brands}, {categories}, {descriptions}, {attributes})
              as i (id, handle, title, brand, category, description, attributes)
            """, CancellationToken.None);
    }

    private static Task<int> AddVariants(TenantScope db, TimeProvider clock, ProductId[] ids, CatalogItem[] items)
    {
        var rows = ids.Zip(items).SelectMany(p => p.Second.Variants.Select(v => (Product: p.First, Id: Id.New<VariantId>(clock), Variant: v))).ToList();
        Guid[] products = [.. rows.Select(r => r.Product.Value)], variants = [.. rows.Select(r => r.Id.Value)];
        string[] options = [.. rows.Select(r => Json.Write(r.Variant.Options))];
        long[] prices = [.. rows.Select(r => r.Variant.PriceMinor)];
        int[] onHand = [.. rows.Select(r => r.Variant.OnHand)];
        return db.Execute($"""
            with v as (
                insert into variant (tenant_id, id, product_id, sku, options, currency, price_minor)
                select {db.Tenant}, id, product_id, id::text, options::jsonb, (select currency from tenant where id = {db.Tenant}), price
                from unnest({variants}, {products}, {options}, {prices}) as i (id, product_id, options, price) returning id)
            insert into stock (tenant_id, variant_id, on_hand)
            select {db.Tenant}, s.id, s.on_hand from unnest({variants}, {onHand}) as s (id, on_hand) join v on v.id = s.id
            """, CancellationToken.None);
    }
}
