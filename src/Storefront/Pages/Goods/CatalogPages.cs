using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages.Goods;

internal sealed class CatalogPages(Shelf shelf, ProductSearch search, KnownAttributes known)
{
    // Below this share of the question, rare words counting more, the best hit is a neighbour and not an answer.
    private const double Answered = 0.6;
    private static readonly Dictionary<string, IReadOnlyList<string>> None = [];

    public async Task<IResult> List(ShopVisit visit)
    {
        var query = CatalogQuery.Read(visit.Http.Request.Query, visit.Frame.Tenant.Currency);
        var view = query.Text.Length == 0 ? await Browse(visit, query) : await Search(visit, query);
        return Show.Page<Catalog>(new() { ["Frame"] = visit.Frame, ["View"] = view });
    }

    private async Task<CatalogView> Browse(ShopVisit visit, CatalogQuery query)
    {
        var page = await shelf.List(visit.Db, query.Shelf, visit.Ct);
        return new(query, page.Products, page.HasMore, [], false);
    }

    private async Task<CatalogView> Search(ShopVisit visit, CatalogQuery query)
    {
        var found = await Find(visit, query);
        var cards = await shelf.FindMany(visit.Db, [.. found.Hits.Take(Shelf.PageSize).Select(h => h.Id)], visit.Ct);
        return new(query, cards, found.Hits.Count > Shelf.PageSize, found.Corrections, found.MatchedShare < Answered);
    }

    // "blue shoes under 100" is read as conditions; where they leave nothing, the words alone may still find neighbours.
    private async Task<SearchResult> Find(ShopVisit visit, CatalogQuery query)
    {
        var tenant = visit.Frame.Tenant.Id;
        var read = QueryConstraints.Parse(query.Text, query.Currency, await known.Get(tenant, visit.Ct));
        var found = await search.Find(tenant, query.Search(read), visit.Ct);
        if (found.Hits.Count > 0 || !read.HasCondition || query.Page > 1)
        {
            return found;
        }

        var near = await search.Find(tenant, query.Search(new(query.Text, query.Text, null, null, false, None, false)), visit.Ct);
        return near with { MatchedShare = 0 };
    }
}
