using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

/// <summary>The judged catalog in PostgreSQL, loaded once.</summary>
public sealed class JudgedShop : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private TenantId tenant;

    public JudgedCatalog? Catalog { get; private set; }

    public ProductSearch Search { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        if (JudgedCatalog.Folder() is not { } folder)
        {
            return;
        }

        var clock = new TestClock();
        Catalog = JudgedCatalog.Read(folder);
        tenant = await CatalogItems.OpenShop(database.System, clock, "judged");
        await CatalogItems.Add(database.Tenants.For(tenant), clock, [.. Catalog.Items]);
        await new ProductIndex(database.Tenants).Rebuild(tenant, CancellationToken.None);
        await database.Run("vacuum analyze");
        Search = CatalogItems.Search(database.Tenants, clock);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>Mean NDCG@10 of the judged queries, each asked as <paramref name="asked"/> turns it, and the share that found nothing.</summary>
    public async Task<(double Ndcg, double Empty)> Measure(Func<string, string> asked)
    {
        var (sum, empty) = (0d, 0);
        foreach (var query in Catalog!.Judgements.Keys)
        {
            var result = await Search.Find(tenant, new ProductQuery(asked(query)), CancellationToken.None);
            sum += Catalog.Ndcg(query, result.Hits.Select(h => h.Handle));
            empty += result.Hits.Count == 0 ? 1 : 0;
        }

        return (sum / Catalog.Judgements.Count, (double)empty / Catalog.Judgements.Count);
    }
}

public sealed class SearchQualityTests(JudgedShop shop, ITestOutputHelper output) : IClassFixture<JudgedShop>
{
    private static readonly string[] Openings =
        ["hi, do you have {0}?", "i am looking for a {0}", "I'd like to buy some {0} please", "hello! can you show me your {0}", "what {0} do you have in stock?"];

    [Fact]
    public async Task Judged_queries_reach_the_bar()
    {
        if (Absent())
        {
            return;
        }

        var (ndcg, empty) = await shop.Measure(q => q);
        output.WriteLine($"NDCG@10 {ndcg:F4}, without a result {empty:P1}");
        ndcg.Should().BeGreaterThanOrEqualTo(.75);
        empty.Should().BeLessThanOrEqualTo(.005);
    }

    [Fact]
    public async Task A_chat_opening_costs_almost_nothing()
    {
        if (Absent())
        {
            return;
        }

        var clean = (await shop.Measure(q => q)).Ndcg;
        foreach (var opening in Openings)
        {
            var chat = (await shop.Measure(q => opening.Replace("{0}", q, StringComparison.Ordinal))).Ndcg;
            output.WriteLine($"{chat / clean:P1} {opening}");
            (chat / clean).Should().BeGreaterThanOrEqualTo(.97, opening);
        }
    }

    [Fact]
    public async Task One_typing_error_leaves_most_of_the_quality()
    {
        if (Absent())
        {
            return;
        }

        var clean = (await shop.Measure(q => q)).Ndcg;
        List<double> runs = [];
        for (var seed = 1u; seed <= 5; seed++)
        {
            var typing = new Typing(seed);
            runs.Add((await shop.Measure(typing.OneError)).Ndcg);
        }

        output.WriteLine($"{runs.Average() / clean:P1} of {clean:F4}");
        (runs.Average() / clean).Should().BeGreaterThanOrEqualTo(.88);
    }

    private bool Absent()
    {
        if (shop.Catalog is null)
        {
            output.WriteLine("The judged catalog is absent on this machine: nothing was measured.");
        }

        return shop.Catalog is null;
    }
}
