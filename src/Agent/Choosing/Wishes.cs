using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce.Catalog;
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

    /// <summary>What was asked for when the list was found that this product was picked from: who looked for blue shoes is not asked for the colour again.</summary>
    internal static IReadOnlyDictionary<string, string> Settled(Memory memory, ProductDetail product)
    {
        Dictionary<string, string> settled = [];
        foreach (var option in memory.List.Any(l => l.Product == product.Id) ? product.Options : [])
        {
            var values = product.Variants.Where(v => v.Active).Select(v => v.Options.GetValueOrDefault(option)).OfType<string>().Distinct();
            if (memory.Wanted.GetValueOrDefault(option) is { } wanted && values.Where(v => wanted.Contains(v, StringComparer.OrdinalIgnoreCase)).ToList() is [var one])
            {
                settled[option] = one;
            }
        }

        return settled;
    }

    /// <summary>What the words of a search ask for by name: who wants "blue" has not chosen light blue, and who wants no blue none.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Named(string text, ProductQuery read) =>
        read.Attributes.ToDictionary(a => a.Key, IReadOnlyList<string> (a) => [.. a.Value.Where(v => OptionWords.One([v], text) is not null)]);

    internal static bool Filters(ProductQuery query) =>
        query.MinPriceMinor is not null || query.MaxPriceMinor is not null || query.Attributes.Count > 0 || query.Category is { Length: > 0 };
}
