using System.Diagnostics;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Tests.Commerce.Search;

namespace ChatCommerce.Benchmarks.Search;

/// <summary>
/// Search quality on the judged catalog and search time against plain full text search. With <c>--large</c> also a tenant of 200,000
/// among a million products, which takes minutes to load; <c>--keep</c> keeps the database for the next run.
/// </summary>
public static class SearchBench
{
    public static async Task<IReadOnlyList<BenchRow>> Run(string[] args)
    {
        if (JudgedCatalog.Folder() is not { } folder)
        {
            Console.WriteLine("The judged catalog is absent on this machine: search is not measured.");
            return [];
        }

        var catalog = JudgedCatalog.Read(folder);
        await using var database = await BenchDatabase.Open("chatcommerce_bench_search", args.Contains("--keep"));
        var world = new SearchWorld(database, catalog);
        List<BenchRow> rows = [];
        rows.Add(await Loading("20,000 products loaded and indexed", world.LoadMedium));
        rows.AddRange(await Quality(database, world, catalog));
        List<string> queries = [.. catalog.Judgements.Keys];
        rows.AddRange(await SearchTimes.Measure(database, world.Medium, queries, "20,000 products", 8));
        if (args.Contains("--large"))
        {
            rows.Add(await Loading("a million products loaded", world.LoadLarge));
            rows.AddRange(await SearchTimes.Measure(database, world.Large, queries, "200,000 of 1,000,000", 12));
            rows.Add(await VectorRecall.Measure(database, world.Large, [.. queries, .. catalog.Items.Where((_, i) => i % 400 == 0).Select(i => i.Title)]));
        }

        return rows;
    }

    private static async Task<BenchRow> Loading(string name, Func<Task> load)
    {
        var started = Stopwatch.GetTimestamp();
        await load();
        return new BenchRow(name, Stopwatch.GetElapsedTime(started).TotalSeconds, "s", "", true);
    }

    private static async Task<IEnumerable<BenchRow>> Quality(BenchDatabase database, SearchWorld world, JudgedCatalog catalog)
    {
        var search = CatalogItems.Search(database.Tenants, TimeProvider.System);
        var (clean, empty) = await Mean(q => q);
        var typing = new Typing(1);
        var typo = (await Mean(typing.OneError)).Ndcg / clean;
        var chat = (await Mean(q => $"hi, i am looking for a {q}, do you have it?")).Ndcg / clean;
        return
        [
            new("search, judged queries: NDCG@10", clean, "", ">= 0.75", clean >= .75),
            new("search, judged queries without a result", empty, "", "<= 0.005", empty <= .005),
            new("search, one typing error: share of clean", typo, "", ">= 0.88", typo >= .88),
            new("search, chat opening: share of clean", chat, "", ">= 0.97", chat >= .97),
        ];

        async Task<(double Ndcg, double Empty)> Mean(Func<string, string> asked)
        {
            var (sum, none) = (0d, 0);
            foreach (var query in catalog.Judgements.Keys)
            {
                var result = await search.Find(world.Medium, new ProductQuery(asked(query)), CancellationToken.None);
                sum += catalog.Ndcg(query, result.Hits.Select(h => h.Handle));
                none += result.Hits.Count == 0 ? 1 : 0;
            }

            return (sum / catalog.Judgements.Count, (double)none / catalog.Judgements.Count);
        }
    }
}
