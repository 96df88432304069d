using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

/// <summary>Shops with a few things to find, each test's in a shop of its own.</summary>
public abstract class SearchTest(TestDatabase database) : IClassFixture<TestDatabase>
{
    protected static readonly CancellationToken Ct = CancellationToken.None;

    private readonly TestClock clock = new();

    protected TestDatabase Database { get; } = database;

    protected ProductIndex Index { get; } = new(database.Tenants);

    protected async Task<(TenantId Shop, ProductSearch Search)> Shop(string slug, params CatalogItem[] items)
    {
        var shop = await CatalogItems.OpenShop(Database.System, clock, slug);
        if (items.Length > 0)
        {
            await Add(shop, items);
        }

        return (shop, CatalogItems.Search(Database.Tenants, clock));
    }

    protected Task<IReadOnlyList<ProductId>> Add(TenantId shop, params CatalogItem[] items) => Database.Tenants.Run(shop, async db =>
    {
        var ids = await CatalogItems.Add(db, clock, items);
        await Index.Refresh(db, ids, Ct);
        return ids;
    }, Ct);

    protected static Task<List<string>> Titles(ProductSearch search, TenantId shop, string text) => Titles(search, shop, new ProductQuery(text));

    protected static async Task<List<string>> Titles(ProductSearch search, TenantId shop, ProductQuery query) =>
        [.. (await search.Find(shop, query, Ct)).Hits.Select(h => h.Title)];
}
