using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>
/// The catalog's rows. Each read is one round trip and one snapshot, however many products it brings. Create, edit and archive belong in
/// a transaction (<see cref="TenantDb.Try"/>): products, stock, ledger, audit and search index change together.
/// </summary>
public sealed class Products(ProductWriter writer, Audit audit, TimeProvider clock)
{
    public async Task<ProductDetail?> Find(TenantScope db, ProductId id, CancellationToken ct) =>
        (await Read(db, $"p.id = {id}", ct)).SingleOrDefault();

    public async Task<ProductDetail?> FindByHandle(TenantScope db, string handle, CancellationToken ct) =>
        (await Read(db, $"p.handle = {handle}", ct)).SingleOrDefault();

    /// <summary>Those of the products that exist, in the order they were asked for.</summary>
    public async Task<IReadOnlyList<ProductDetail>> FindMany(TenantScope db, IReadOnlyCollection<ProductId> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var found = (await Read(db, $"p.id = any({Id.Values(ids)})", ct)).ToDictionary(p => p.Id);
        return [.. ids.Distinct().Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>The variant with this SKU, letters' case aside.</summary>
    public async Task<ProductVariant?> FindBySku(TenantScope db, string sku, CancellationToken ct)
    {
        Sql which = $"p.id = (select product_id from variant where tenant_id = {db.Tenant} and upper(sku) = upper({sku}))";
        var product = (await Read(db, which, ct)).SingleOrDefault();
        return product is null ? null : new(product, product.Variants.Single(v => string.Equals(v.Sku, sku, StringComparison.OrdinalIgnoreCase)));
    }

    public async Task<ProductVariant?> FindVariant(TenantScope db, VariantId id, CancellationToken ct) =>
        (await FindVariants(db, [id], ct)).SingleOrDefault();

    /// <summary>Those of the variants that exist, each with its product.</summary>
    public async Task<IReadOnlyList<ProductVariant>> FindVariants(TenantScope db, IReadOnlyCollection<VariantId> ids, CancellationToken ct)
    {
        Sql which = $"p.id in (select product_id from variant where tenant_id = {db.Tenant} and id = any({Id.Values(ids)}))";
        var found = (await Read(db, which, ct)).SelectMany(p => p.Variants.Select(v => new ProductVariant(p, v))).ToDictionary(v => v.Variant.Id);
        return [.. ids.Distinct().Where(found.ContainsKey).Select(id => found[id])];
    }

    /// <summary>Products with one of the handles, or a variant with one of the SKUs, which are given in capitals.</summary>
    internal async Task<IReadOnlyList<ProductDetail>> FindByNames(TenantScope db, string[] handles, string[] skus, CancellationToken ct) =>
        await Read(db, $"p.handle = any({handles}) or p.id in (select product_id from variant where tenant_id = {db.Tenant} and upper(sku) = any({skus}))", ct);

    /// <summary>Every product, archived ones too, by handle, some at a time.</summary>
    internal async Task<IReadOnlyList<ProductDetail>> Walk(TenantScope db, string after, int take, CancellationToken ct)
    {
        Sql page = $"""
            p.id in (select f.id from product f where f.tenant_id = {db.Tenant} and f.handle collate "C" > {after}
                     order by f.handle collate "C" limit {take})
            """;
        return [.. (await Read(db, page, ct)).OrderBy(p => p.Handle, StringComparer.Ordinal)];
    }

    /// <summary>Categories of the active products, the fullest first.</summary>
    public async Task<IReadOnlyList<CategoryCount>> Categories(TenantScope db, CancellationToken ct) =>
        await db.List<CategoryCount>($"""
            select category as name, count(*) as products from product
            where tenant_id = {db.Tenant} and status = 'active' and category <> '' group by category order by count(*) desc, category
            """, ct);

    /// <summary>Handles of the active products, newest first: for a map of the site.</summary>
    public async Task<IReadOnlyList<string>> Handles(TenantScope db, int most, CancellationToken ct) =>
        await db.List<string>($"select handle from product where tenant_id = {db.Tenant} and status = 'active' order by id desc limit {most}", ct);

    /// <summary>A page for staff, newest first.</summary>
    public async Task<ProductPage> List(TenantScope db, ProductListQuery query, CancellationToken ct)
    {
        var take = Math.Clamp(query.Take, 1, 200);
        var found = await Read(db, ProductFilter.Of(db.Tenant, query, take + 1), ct);
        return found.Count > take ? new(found[..take], found[take - 1].Id) : new(found, null);
    }

    /// <summary>Everything wrong with a draft that can be known without the database; <see cref="Create"/> and <see cref="Edit"/> refuse for the first.</summary>
    public static IReadOnlyList<Refusal> Check(ProductDraft draft) => [.. DraftRules.Faults(DraftText.Clean(draft))];

    /// <summary>Refusals name the field: <c>title-not-valid</c>, <c>price-not-valid</c>, <c>sku-taken</c>, <c>handle-taken</c>, <c>options-mismatch</c> ...</summary>
    public async Task<Result<ProductDetail>> Create(TenantScope db, ProductDraft draft, Actor actor, CancellationToken ct)
    {
        await ProductWriter.Enter(db, ct);
        return await Write(db, null, draft, actor, ct);
    }

    /// <summary>Puts the draft in the product's place. Refusals: as <see cref="Create"/>, <c>product-not-found</c>, <c>version-conflict</c>.</summary>
    /// <param name="version">The version the draft was made from.</param>
    public async Task<Result<ProductDetail>> Edit(TenantScope db, ProductId id, int version, ProductDraft draft, Actor actor, CancellationToken ct)
    {
        await ProductWriter.Enter(db, ct);
        var current = await Current(db, id, version, ct);
        return current.Ok ? await Write(db, current.Value, draft, actor, ct) : current;
    }

    /// <summary>Takes a product off sale for good; orders keep it.</summary>
    public async Task<Result<ProductDetail>> Archive(TenantScope db, ProductId id, int version, Actor actor, CancellationToken ct)
    {
        await ProductWriter.Enter(db, ct);
        var current = await Current(db, id, version, ct);
        return current.Ok
            ? await Write(db, current.Value, ProductDraft.Of(current.Value) with { Status = ProductStatus.Archived }, actor, ct)
            : current;
    }

    private async Task<Result<ProductDetail>> Current(TenantScope db, ProductId id, int version, CancellationToken ct) => await Find(db, id, ct) switch
    {
        null => new Refusal("product-not-found", "There is no such product in this shop."),
        var product when product.Version != version => new Refusal("version-conflict",
            $"The product has changed meanwhile (version {product.Version}, yours is {version}): look at it again.", "version").With("version", product.Version),
        var product => product,
    };

    private async Task<Result<ProductDetail>> Write(TenantScope db, ProductDetail? before, ProductDraft draft, Actor actor, CancellationToken ct)
    {
        var clean = DraftText.Clean(draft);
        if (DraftRules.Faults(clean).FirstOrDefault() is { } fault)
        {
            return fault;
        }

        var plan = PlannedProduct.Of(clean, before, clock);
        var taken = await ProductWriter.FindTaken(db, [plan], ct);
        if (clean.Handle.Length == 0 && before is null && taken.Any(t => t.Kind == "handle"))
        {
            plan = plan.WithNumber();
        }

        if (plan.Faults(taken).FirstOrDefault() is { } conflict)
        {
            return conflict;
        }

        if (!plan.IsUnchanged)
        {
            await writer.Write(db, [plan], actor, StockReason.Edit, ct);
            await audit.Write(db, actor, new AuditNote(before is null ? "product-created" : "product-edited", "product", plan.Id.ToString(), ProductChange.Of(plan)), ct);
        }

        return (await Find(db, plan.Id, ct))!;
    }

    // Options come from jsonb, which forgets the order of names; the product's own order is the one people know.
    private static ProductDetail InOrder(ProductDetail product) =>
        product with { Variants = [.. product.Variants.Select(v => v with { Options = InOrder(product.Options, v.Options) })] };

    private static Dictionary<string, string> InOrder(string[] names, IReadOnlyDictionary<string, string> options) =>
        names.Where(options.ContainsKey).ToDictionary(n => n, n => options[n]);

    private static async Task<List<ProductDetail>> Read(TenantScope db, Sql which, CancellationToken ct)
    {
        var rows = await db.List<ProductDetail>($"""
            select p.id, p.handle, p.title, p.brand, p.category, p.description, p.status, p.attributes, p.options, p.version,
              (select coalesce(jsonb_agg(jsonb_build_object('url', i.url, 'alt', i.alt) order by i.position), '[]')
               from product_image i where i.tenant_id = p.tenant_id and i.product_id = p.id) as images,
              (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'sku', v.sku, 'options', v.options, 'currency', v.currency,
                   'priceMinor', v.price_minor, 'compareAtMinor', v.compare_at_minor, 'active', v.active,
                   'onHand', coalesce(s.on_hand, 0), 'reserved', coalesce(s.reserved, 0), 'stockVersion', coalesce(s.version, 1))
                   order by v.position, v.sku), '[]')
               from variant v left join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
               where v.tenant_id = p.tenant_id and v.product_id = p.id) as variants
            from product p where p.tenant_id = {db.Tenant} and ({which})
            order by p.id desc
            """, ct);
        return rows.ConvertAll(InOrder);
    }
}
