using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Platform;

namespace ChatCommerce.Benchmarks.Search;

/// <summary>How many of the ten nearest vectors are found as search looks for them, against looking at all. Equal distances count as found.</summary>
internal static class VectorRecall
{
    public static async Task<Figure> Measure(BenchDatabase database, TenantId tenant, IReadOnlyList<string> queries)
    {
        double found = 0;
        foreach (var query in queries)
        {
            var vector = HashedVector.OfText(query);
            var exact = await Nearest(database, tenant, vector, "off");
            var served = await Nearest(database, tenant, vector, "on");
            found += served.Count(d => d <= exact[^1] + 1e-4) / (double)exact.Count;
        }

        var recall = found / queries.Count;
        return Figure.AtLeast("vectors of 200,000 among 1,000,000: recall@10 of exact", recall, "", .95);
    }

    private static async Task<List<double>> Nearest(BenchDatabase database, TenantId tenant, float[] vector, string indexes)
    {
        await using var reading = await database.Tenants.For(tenant).Batch(
        [
            $"select set_config('enable_indexscan', {indexes}, true)",
            SearchStatement.Prepare(tenant, graph: false),
            $"""
            select embedding <#> {vector:halfvec}::halfvec as d from product_embedding
            where tenant_id = {tenant} and model = {HashedVector.Model} order by embedding <#> {vector:halfvec}::halfvec limit 10
            """,
        ], CancellationToken.None);
        await reading.Find<string>(default);
        await reading.Get<SizeRow>(default);
        return [.. (await reading.List<double>(default)).Order()];
    }
}
