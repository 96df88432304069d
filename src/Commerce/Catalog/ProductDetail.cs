using System.Text.Json.Serialization;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Catalog;

public enum ProductStatus
{
    Draft,
    Active,
    Archived,
}

/// <summary>A product with everything it is shown and sold by.</summary>
/// <param name="Handle">Its name in addresses: small letters, digits and hyphens.</param>
/// <param name="Options">Names of what a buyer chooses, such as <c>size</c>, <c>color</c>; each variant has a value for each.</param>
/// <param name="Version">Grows with each edit; an edit names the version it started from.</param>
public sealed record ProductDetail(
    ProductId Id,
    string Handle,
    string Title,
    string Brand,
    string Category,
    string Description,
    ProductStatus Status,
    IReadOnlyDictionary<string, string> Attributes,
    string[] Options,
    int Version,
    IReadOnlyList<ProductImage> Images,
    IReadOnlyList<VariantDetail> Variants);

/// <param name="Url">An https address, or a path of this site that begins with a slash.</param>
/// <param name="Alt">What the picture shows, for those who do not see it.</param>
public sealed record ProductImage(string Url, string Alt);

/// <summary>One thing that can be bought.</summary>
/// <param name="Options">Its value for each of the product's options, in the product's order.</param>
/// <param name="PriceMinor">In minor units of <paramref name="Currency"/>.</param>
/// <param name="CompareAtMinor">The price before a reduction, higher than the price.</param>
/// <param name="OnHand">Pieces in the shop.</param>
/// <param name="Reserved">Of these, kept for orders that are being paid.</param>
/// <param name="StockVersion">Version of the stock row, for setting it.</param>
public sealed record VariantDetail(
    VariantId Id,
    string Sku,
    IReadOnlyDictionary<string, string> Options,
    string Currency,
    long PriceMinor,
    long? CompareAtMinor,
    bool Active,
    int OnHand,
    int Reserved,
    int StockVersion = 1)
{
    /// <summary>Pieces that can be sold now.</summary>
    [JsonIgnore]
    public int Available => OnHand - Reserved;

    [JsonIgnore]
    public Price Price => new(PriceMinor, Currency);
}

/// <summary>A variant and the product it belongs to.</summary>
public sealed record ProductVariant(ProductDetail Product, VariantDetail Variant);
