using System.Diagnostics;
using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Platform;
using ChatCommerce.Tests.Commerce.Search;
using Npgsql;

namespace ChatCommerce.Benchmarks.Search;

/// <summary>Our search and plain full text search for the same words, in turns on one connection each, warm.</summary>
internal static class SearchTimes
{
    private const int Warm = 4, Rounds = 12;

    public static async Task<IReadOnlyList<Figure>> Measure(BenchDatabase database, TenantId tenant, IReadOnlyList<string> queries, string name, double bar)
    {
        var search = CatalogItems.Search(database.Tenants, TimeProvider.System);
        await using var plain = await database.Sources.App.OpenConnectionAsync();
        List<double> ours = [], theirs = [];
        for (var round = 0; round < Warm + Rounds; round++)
        {
            foreach (var query in queries)
            {
                var started = Stopwatch.GetTimestamp();
                await search.Find(tenant, new ProductQuery(query), CancellationToken.None);
                var middle = Stopwatch.GetTimestamp();
                await Plain(plain, tenant, query);
                if (round >= Warm)
                {
                    ours.Add(Stopwatch.GetElapsedTime(started, middle).TotalMilliseconds);
                    theirs.Add(Stopwatch.GetElapsedTime(middle).TotalMilliseconds);
                }
            }
        }

        return
        [
            Figure.Plain($"search, {name}: p50", At(ours, .5), "ms"),
            Figure.Plain($"search, {name}: p95", At(ours, .95), "ms"),
            Figure.Plain($"plain full text search, {name}: p50", At(theirs, .5), "ms"),
            Figure.Plain($"plain full text search, {name}: p95", At(theirs, .95), "ms"),
            Figure.Plain($"search, {name}: p50 to plain full text search", At(ours, .5) / At(theirs, .5), "x"),
            Figure.AtMost($"search, {name}: p95 to plain full text search", At(ours, .95) / At(theirs, .95), "x", bar),
        ];
    }

    private static double At(List<double> times, double share) => Percentile.Of(times, share);

    private static async Task Plain(NpgsqlConnection connection, TenantId tenant, string query)
    {
        await using var command = new NpgsqlCommand("""
            select product_id, ts_rank_cd(tsv, q, 1) as rank from plain_text, plainto_tsquery('english', $2) q
            where tenant_id = $1 and tsv @@ q order by rank desc limit 10
            """, connection);
        command.Parameters.Add(new() { Value = tenant.Value });
        command.Parameters.Add(new() { Value = query });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
        }
    }
}
