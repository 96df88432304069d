using System.Globalization;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Commerce.Search.Words;
using ChatCommerce.Platform.Money;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Shop;

/// <summary>What a visitor asks the catalog page for. It all stands in the address; what cannot be read is passed over.</summary>
/// <param name="From">Lowest price as typed, in whole units of the currency.</param>
/// <param name="To">Highest price as typed.</param>
public sealed record CatalogQuery(string Text, string Category, string From, string To, bool InStockOnly, ShelfOrder Order, int Page, Currency Currency)
{
    private const int LongestText = 200;

    public static CatalogQuery Read(IQueryCollection query, string currency)
    {
        var order = query["sort"].ToString() switch { "cheapest" => ShelfOrder.Cheapest, "dearest" => ShelfOrder.Dearest, _ => ShelfOrder.Newest };
        var page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, 500) : 1;
        return new(Word(query["q"]), Word(query["category"]), Amount(query["from"]), Amount(query["to"]), query["stock"] == "1", order, page, Currency.Of(currency));
    }

    public bool IsFiltered => From.Length > 0 || To.Length > 0 || InStockOnly || Order != ShelfOrder.Newest;

    public ShelfQuery Shelf => new(Category, Minor(From), Minor(To), InStockOnly, Order, Page);

    /// <summary>The search for these words; what was typed into the filters counts before what was read out of the words.</summary>
    public ProductQuery Search(ParsedQuestion read) => read.ToQuery(Commerce.Catalog.Shelf.PageSize + 1) with
    {
        Category = Category.Length > 0 ? Category : null,
        MinPriceMinor = Minor(From) ?? read.MinPriceMinor,
        MaxPriceMinor = Minor(To) ?? read.MaxPriceMinor,
        InStockOnly = InStockOnly || read.InStockOnly,
        Offset = (Page - 1) * Commerce.Catalog.Shelf.PageSize,
    };

    /// <summary>The path of the same question on another page.</summary>
    public string On(int page) => (this with { Page = page }).Path;

    public string Path
    {
        get
        {
            List<string> parts = [];
            Add(parts, "q", Text);
            Add(parts, "category", Category);
            Add(parts, "from", From);
            Add(parts, "to", To);
            Add(parts, "stock", InStockOnly ? "1" : "");
            Add(parts, "sort", Order == ShelfOrder.Newest ? "" : Order.ToString().ToLowerInvariant());
            Add(parts, "page", Page == 1 ? "" : Page.ToString(CultureInfo.InvariantCulture));
            return parts.Count == 0 ? "/products" : "/products?" + string.Join('&', parts);
        }
    }

    private static void Add(List<string> parts, string name, string value)
    {
        if (value.Length > 0)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    private static string Word(string? text)
    {
        var clean = string.Concat((text ?? "").EnumerateRunes().Where(r => !System.Text.Rune.IsControl(r))).Trim();
        return clean.Length <= LongestText ? clean : new StringInfo(clean).SubstringByTextElements(0, Math.Min(100, new StringInfo(clean).LengthInTextElements));
    }

    private static string Amount(string? text)
    {
        var plain = (text ?? "").Replace(",", "", StringComparison.Ordinal).Trim();
        return plain.Length <= 12 && decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? plain : "";
    }

    private long? Minor(string amount) =>
        amount.Length == 0 ? null : (long)Math.Round(decimal.Parse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Currency.Scale);
}

/// <summary>What the catalog page shows.</summary>
/// <param name="Corrections">Words that the search read as others.</param>
/// <param name="IsNearest">Nothing answers the whole question; these come nearest.</param>
public sealed record CatalogView(
    CatalogQuery Query, IReadOnlyList<ProductCard> Cards, bool HasMore, IReadOnlyList<Correction> Corrections, bool IsNearest);
