using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Search.Index;

/// <summary>Keeps what search reads in step with the catalog: postings, frequencies, sizes and vectors.</summary>
public sealed class ProductIndex(TenantDb tenants)
{
    private const int PageSize = 1000, SampleSize = 2000;

    /// <summary>
    /// From this many products a tenant's vectors are searched through the graph instead of one by one. Vectors are looked through only
    /// when words fail, and at 200,000 the graph found .92 to .94 of the ten nearest: below this size exactness is worth the scan.
    /// </summary>
    public const int GraphFrom = 250_000;

    /// <summary>
    /// Re-indexes these products as they now stand in the caller's transaction, so that an edit is found as soon as it is committed.
    /// Call it after the edit, also after deleting or archiving. Two round trips; one when nothing that is searched has changed.
    /// </summary>
#pragma warning disable CA1822 // Callers hold the index, not its static parts.
    public Task Refresh(TenantScope db, IReadOnlyCollection<ProductId> products, CancellationToken ct) =>
#pragma warning restore CA1822
        products.Count == 0 ? Task.CompletedTask : Refresh(db, products, null, ct);

    /// <summary>
    /// Indexes the whole tenant anew, page by page in transactions of their own, while searches go on: after a large import (weights
    /// take the averages of the whole catalog) or an upgrade of the analysis.
    /// </summary>
    public async Task Rebuild(TenantId tenant, CancellationToken ct)
    {
        var averages = await Sample(tenant, ct);
        Guid? last = null;
        while (true)
        {
            var page = await tenants.For(tenant).List<ProductId>(
                $"select id from product where tenant_id = {tenant} and ({last}::uuid is null or id > {last}) order by id limit {PageSize}", ct);
            if (page.Count == 0)
            {
                break;
            }

            await tenants.Run(tenant, async db =>
            {
                await Refresh(db, page, averages, ct);
                return Done.It;
            }, ct);
            last = page[^1].Value;
        }

        await DropGone(tenant, ct);
        await Compact(tenant, ct);
        await Graph(tenant, ct);
    }

    private static async Task Refresh(TenantScope db, IReadOnlyCollection<ProductId> products, FieldAverages? rebuild, CancellationToken ct)
    {
        var change = await IndexChange.Read(db, products, rebuild, ct);
        if (!change.IsEmpty)
        {
            await change.Write(db, ct);
        }
    }

    private async Task<FieldAverages> Sample(TenantId tenant, CancellationToken ct)
    {
        var rows = await tenants.For(tenant).List<CatalogRow>(IndexChange.Rows(tenant,
            $"p.id in (select id from product where tenant_id = {tenant} and status = 'active' order by hashtext(id::text) limit {SampleSize})"), ct);
        List<ProductWords> words = [.. rows.Select(r => ProductWords.Of(r.Text()))];
        return words.Count == 0 ? new FieldAverages(0, 0) : new FieldAverages(words.Average(w => w.TitleLength), words.Average(w => w.BodyLength));
    }

    private async Task DropGone(TenantId tenant, CancellationToken ct)
    {
        var gone = await tenants.For(tenant).List<ProductId>($"""
            select product_id from product_text x where tenant_id = {tenant}
            and not exists (select from product p where p.tenant_id = {tenant} and p.id = x.product_id)
            """, ct);
        foreach (var page in gone.Chunk(PageSize))
        {
            await tenants.Run(tenant, async db =>
            {
                await Refresh(db, page, ct);
                return Done.It;
            }, ct);
        }
    }

    /// <summary>Brings the counters of all stripes together again; holds every stripe, so edits wait for this short while.</summary>
    private Task<int> Compact(TenantId tenant, CancellationToken ct) => tenants.Run(tenant, async db =>
    {
        await db.Execute($"select count(pg_advisory_xact_lock(hashtextextended('search stripe ' || {tenant.Value}::uuid, s))) from generate_series(0, 15) s", ct);
        return await db.Execute($"""
            with old as (delete from term_df where tenant_id = {tenant} returning term, df, word_df)
            insert into term_df (tenant_id, term, stripe, df, word_df)
            select {tenant}, term, 0, sum(df), sum(word_df) from old group by term having sum(df) > 0 or sum(word_df) > 0
            """, ct);
    }, ct);

    private Task<Done> Graph(TenantId tenant, CancellationToken ct) => tenants.Run(tenant, async db =>
    {
        var products = await db.Get<long>($"select count(*) from product_embedding where tenant_id = {tenant}", ct);
        if (products < GraphFrom)
        {
            return Done.It;
        }

        await db.Execute($"update search_size set graph = true where tenant_id = {tenant}", ct);
        await db.Execute($"update product_embedding set in_graph = true where tenant_id = {tenant} and not in_graph", ct);
        return Done.It;
    }, ct);
}
