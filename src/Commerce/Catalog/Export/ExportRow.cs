using System.Globalization;
using ChatCommerce.Commerce.Catalog.Import.Reading;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Catalog.Export;

/// <summary>A variant as cells, in the order of <see cref="Columns.All"/>. What belongs to the product stands in its first row.</summary>
internal static class ExportRow
{
    public static string[] Of(ProductDetail product, int n)
    {
        var variant = product.Variants[n];
        return
        [
            product.Handle,
            .. n == 0 ? OfProduct(product) : ["", "", "", "", "", "", "", ""],
            variant.Sku,
            CellList.Write(product.Options.Select(o => KeyValuePair.Create(o, variant.Options.GetValueOrDefault(o) ?? ""))),
            variant.Price.ToPlain(),
            variant.CompareAtMinor is { } old ? new Price(old, variant.Currency).ToPlain() : "",
            variant.Currency,
            variant.Active ? "true" : "false",
            variant.OnHand.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static string[] OfProduct(ProductDetail product) =>
    [
        product.Title,
        product.Brand,
        product.Category,
        product.Description,
        SqlName.Of(product.Status),
        CellList.Write(product.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal)),
        string.Join(' ', product.Images.Select(i => i.Url)),
        product.Images.Any(i => i.Alt.Length > 0) ? CellList.Write(product.Images.Select(i => i.Alt)) : "",
    ];
}

/// <summary>A product as an element of the JSON file.</summary>
internal sealed record ExportJson(
    string Handle, string Title, string Brand, string Category, string Description, ProductStatus Status,
    IReadOnlyDictionary<string, string> Attributes, string[] Options, IReadOnlyList<ProductImage> Images, IReadOnlyList<ExportVariant> Variants)
{
    public static ExportJson Of(ProductDetail product) => new(
        product.Handle, product.Title, product.Brand, product.Category, product.Description, product.Status, product.Attributes, product.Options,
        product.Images, [.. product.Variants.Select(v => new ExportVariant(v.Sku, v.Options, v.PriceMinor, v.CompareAtMinor, v.Active, v.OnHand))]);
}

internal sealed record ExportVariant(string Sku, IReadOnlyDictionary<string, string> Options, long PriceMinor, long? CompareAtMinor, bool Active, int OnHand);
