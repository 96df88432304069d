using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Agent.Choosing;

/// <summary>What a customer wants to see, read from their words: what to search for and what must hold.</summary>
public sealed class Wishes(KnownAttributes known)
{
    public async Task<ProductQuery> Read(TenantId tenant, string text, string currency, CancellationToken ct)
    {
        var parsed = QueryConstraints.Parse(text, Currency.Of(currency), await known.Get(tenant, ct));
        var query = parsed.ToQuery();
        // A size or colour that is asked for is wanted to be had.
        return query with { InStockOnly = query.InStockOnly || query.Attributes.Count > 0 };
    }

    internal static bool Filters(ProductQuery query) =>
        query.MinPriceMinor is not null || query.MaxPriceMinor is not null || query.Attributes.Count > 0 || query.Category is { Length: > 0 };
}
