using System.Collections.Concurrent;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Documents;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront.Wording;

namespace ChatCommerce.Storefront.Shop;

/// <summary>What every page of a shop needs and what changes rarely: profile, categories, links to its documents. Kept for a few seconds.</summary>
internal sealed class Surroundings(TenantDb database, Settings settings, Products products, Documents documents, TimeProvider clock)
{
    private const int MostKept = 500;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<TenantId, Surrounding> kept = new();

    public async Task<Surrounding> Of(Tenant tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (kept.TryGetValue(tenant.Id, out var found) && found.Until > now)
        {
            return found;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        return kept[tenant.Id] = await Read(tenant, now + KeptFor, ct);
    }

    private async Task<Surrounding> Read(Tenant tenant, DateTimeOffset until, CancellationToken ct)
    {
        var db = database.For(tenant.Id);
        var profile = settings.Find<ShopProfile>(db, ShopProfile.Name, ct);
        var categories = products.Categories(db, ct);
        var texts = documents.List(db, DocumentKind.Page, ct);
        await Task.WhenAll(profile, categories, texts);
        return new(await profile ?? ShopProfile.Empty, await categories, Links(await texts, Words.Of(tenant.Locale).Language), until);
    }

    // A text in several languages is one link, in the shop's own language where it is written in it.
    private static List<PageLink> Links(IReadOnlyList<Document> texts, string language) =>
        [.. texts.Where(t => t.Published).OrderByDescending(t => t.Language == language).DistinctBy(t => t.Slug).OrderBy(t => t.Slug, StringComparer.Ordinal)
            .Select(t => new PageLink(t.Slug, t.Title))];
}

internal sealed record Surrounding(
    ShopProfile Profile, IReadOnlyList<CategoryCount> Categories, IReadOnlyList<PageLink> Pages, DateTimeOffset Until);
