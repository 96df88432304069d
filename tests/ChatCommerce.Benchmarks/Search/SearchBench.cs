using System.Diagnostics;
using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Tests.Commerce.Search;

namespace ChatCommerce.Benchmarks.Search;

/// <summary>
/// Search quality on the judged catalog and search time against plain full text search, in a tenant of 20,000 products and, when asked, in
/// one of 200,000 among a million, which takes minutes to load.
/// </summary>
internal static class SearchBench
{
    public static async Task<IReadOnlyList<Figure>> Run(BenchOptions options)
    {
        if (JudgedCatalog.Folder() is not { } folder)
        {
            Console.WriteLine("The judged catalog is absent on this machine: search is not measured.");
            return [];
        }

        var catalog = JudgedCatalog.Read(folder);
        await using var database = await BenchDatabase.Open("chatcommerce_bench_search", options.Keep);
        var world = new SearchWorld(database, catalog);
        List<Figure> rows = [];
        rows.Add(await Loading("20,000 products loaded and indexed", world.LoadMedium));
        rows.AddRange(await Quality(database, world, catalog));
        List<string> queries = [.. catalog.Judgements.Keys];
        rows.AddRange(await SearchTimes.Measure(database, world.Medium, queries, "20,000 products", 8));
        if (options.Million)
        {
            rows.Add(await Loading("a million products loaded", world.LoadLarge));
            rows.AddRange(await SearchTimes.Measure(database, world.Large, queries, "200,000 of 1,000,000", 12));
            rows.Add(await VectorRecall.Measure(database, world.Large, [.. queries, .. catalog.Items.Where((_, i) => i % 400 == 0).Select(i => i.Title)]));
        }

        return rows;
    }

    private static async Task<Figure> Loading(string name, Func<Task> load)
    {
        var started = Stopwatch.GetTimestamp();
        await load();
        return Figure.Plain(name, Stopwatch.GetElapsedTime(started).TotalSeconds, "s");
    }

    private static async Task<IEnumerable<Figure>> Quality(BenchDatabase database, SearchWorld world, JudgedCatalog catalog)
    {
        var search = CatalogItems.Search(database.Tenants, TimeProvider.System);
        var (clean, empty) = await Mean(q => q);
        var typing = new Typing(1);
        var typo = (await Mean(typing.OneError)).Ndcg / clean;
        var chat = (await Mean(q => $"hi, i am looking for a {q}, do you have it?")).Ndcg / clean;
        return
        [
            Figure.AtLeast("search, judged queries: NDCG@10", clean, "", .75),
            Figure.AtMost("search, judged queries: share without a result", empty, "", .005),
            Figure.AtLeast("search, one typing error: share of clean", typo, "", .88),
            Figure.AtLeast("search, chat opening: share of clean", chat, "", .97),
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
