using ChatCommerce.Commerce.Search.Questions;

namespace ChatCommerce.Commerce.Search;

/// <summary>What a person looks for.</summary>
/// <param name="Text">Free text as typed; empty to browse by filters, newest first.</param>
public sealed record ProductQuery(string Text)
{
    /// <summary>Lowest price of a variant, in minor units, inclusive.</summary>
    public long? MinPriceMinor { get; init; }

    /// <summary>Highest price of a variant, in minor units, inclusive.</summary>
    public long? MaxPriceMinor { get; init; }

    /// <summary>Only products with a variant that can be bought now.</summary>
    public bool InStockOnly { get; init; }

    /// <summary>Option or attribute name to accepted values, any case. One variant must satisfy all, together with price and stock.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>A category and what lies under it ("Shoes" also finds "Shoes > Running").</summary>
    public string? Category { get; init; }

    /// <summary>1 to 100.</summary>
    public int Limit { get; init; } = 10;

    public int Offset { get; init; }

    internal bool HasFilter => MinPriceMinor is not null || MaxPriceMinor is not null || InStockOnly || Attributes.Count > 0 || !string.IsNullOrWhiteSpace(Category);
}

/// <summary>One product found, with what a list shows of it.</summary>
/// <param name="Score">Comparable within one result only.</param>
/// <param name="Matched">How much of the question this product answers, 0 to 1, rare words counting more.</param>
/// <param name="MinPriceMinor">Cheapest active variant; null without one.</param>
/// <param name="InStock">Some variant can be bought now.</param>
public sealed record ProductHit(
    ProductId Id, string Handle, string Title, string Brand, string Category, string? ImageUrl,
    long? MinPriceMinor, long? MaxPriceMinor, string? Currency, bool InStock, double Score, double Matched);

/// <summary>What was found, and how sure the search is of having understood.</summary>
/// <param name="Corrections">Words that were read as others: say so.</param>
/// <param name="MatchedShare">The best hit's share of the question; well under 1 means "showing the nearest", not "found".</param>
/// <param name="Interpreted">The words that were searched for.</param>
/// <param name="Candidates">How many products were ranked (a text search ranks at most 150), or how many the filters leave when browsing.</param>
public sealed record SearchResult(
    IReadOnlyList<ProductHit> Hits, IReadOnlyList<Correction> Corrections, double MatchedShare, string Interpreted, int Candidates);
