using System.Text.Json.Serialization;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>A product as a shop window shows it. Only active products with an active variant have one.</summary>
/// <param name="FromMinor">Price of the cheapest variant, in minor units.</param>
/// <param name="ToMinor">Price of the dearest variant.</param>
/// <param name="CompareAtMinor">What the cheapest variant cost before a reduction.</param>
/// <param name="Available">Pieces of all variants that can be sold now.</param>
public sealed record ProductCard(
    ProductId Id,
    string Handle,
    string Title,
    string Brand,
    string? ImageUrl,
    string ImageAlt,
    string Currency,
    long FromMinor,
    long ToMinor,
    long? CompareAtMinor,
    long Available)
{
    [JsonIgnore]
    public Price From => new(FromMinor, Currency);

    [JsonIgnore]
    public Price? CompareAt => CompareAtMinor is { } minor ? new(minor, Currency) : null;
}

public enum ShelfOrder
{
    Newest,
    Cheapest,
    Dearest,
}

/// <summary>Which products stand on a page of the public catalog.</summary>
/// <param name="MinPriceMinor">Products with a variant at this price or above.</param>
/// <param name="MaxPriceMinor">Products with a variant at this price or below.</param>
/// <param name="Page">From 1.</param>
public sealed record ShelfQuery(
    string? Category = null,
    long? MinPriceMinor = null,
    long? MaxPriceMinor = null,
    bool InStockOnly = false,
    ShelfOrder Order = ShelfOrder.Newest,
    int Page = 1);

/// <param name="HasMore">There is a page after this one.</param>
public sealed record ShelfPage(IReadOnlyList<ProductCard> Products, bool HasMore);

/// <param name="Featured">The longest-standing product of each of the fullest categories.</param>
/// <param name="Newest">What came last.</param>
public sealed record ShopWindow(IReadOnlyList<ProductCard> Featured, IReadOnlyList<ProductCard> Newest);
