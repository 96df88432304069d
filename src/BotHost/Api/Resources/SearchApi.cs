using ChatCommerce.Commerce.Search;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class SearchApi
{
    public static void MapSearch(this RouteGroupBuilder api) =>
        api.MapGet("/search", Find).WithTags("Search").WithSummary("Finds active products; tells what it corrected and how much of the question it matched.")
            .Produces<SearchResult>();

    private static async Task<IResult> Find(ApiCall call, ProductSearch search, [AsParameters] SearchRequest request, CancellationToken ct) =>
        Results.Ok(await search.Find(call.Tenant, new ProductQuery(request.Q ?? "")
        {
            MinPriceMinor = request.MinPriceMinor,
            MaxPriceMinor = request.MaxPriceMinor,
            InStockOnly = request.InStock ?? false,
            Category = request.Category,
            Attributes = request.Filters(),
            Limit = Math.Clamp(request.Limit ?? 10, 1, 100),
            Offset = Math.Clamp(request.Offset ?? 0, 0, 10_000),
        }, ct));
}

/// <param name="Q">The question, in any language.</param>
/// <param name="Attribute">Repeatable <c>name:value</c>, such as <c>color:blue</c>.</param>
internal sealed record SearchRequest(
    string? Q, long? MinPriceMinor, long? MaxPriceMinor, bool? InStock, string? Category, string[]? Attribute, int? Limit, int? Offset)
{
    public Dictionary<string, IReadOnlyList<string>> Filters() => (Attribute ?? [])
        .Select(a => a.Split(':', 2)).Where(a => a.Length == 2)
        .GroupBy(a => a[0].Trim(), a => a[1].Trim(), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g], StringComparer.Ordinal);
}
