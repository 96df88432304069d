namespace ChatCommerce.Commerce.Catalog;

/// <summary>What an edit changed, for the audit: names of fields, and prices from and to.</summary>
internal sealed record ProductChange(string Handle, IReadOnlyList<string> Fields, IReadOnlyList<PriceChange> Prices)
{
    public static ProductChange Of(PlannedProduct product) => product.Before is { } before
        ? new(product.Draft.Handle, [.. Changed(before, product)], [.. PricesOf(product)])
        : new(product.Draft.Handle, [], [.. product.Variants.Select(v => new PriceChange(v.Draft.Sku, null, v.Draft.PriceMinor))]);

    private static IEnumerable<PriceChange> PricesOf(PlannedProduct product) => product.Variants
        .Where(v => v.Before?.PriceMinor != v.Draft.PriceMinor)
        .Select(v => new PriceChange(v.Draft.Sku, v.Before?.PriceMinor, v.Draft.PriceMinor));

    private static IEnumerable<string> Changed(ProductDetail before, PlannedProduct product)
    {
        var after = product.Draft;
        (string Field, bool Same)[] fields =
        [
            ("handle", before.Handle == after.Handle),
            ("title", before.Title == after.Title),
            ("brand", before.Brand == after.Brand),
            ("category", before.Category == after.Category),
            ("description", before.Description == after.Description),
            ("status", before.Status == after.Status),
            ("attributes", PlannedProduct.Same(before.Attributes, after.Attributes)),
            ("options", before.Options.SequenceEqual(after.Options)),
            ("images", before.Images.SequenceEqual(after.Images)),
            ("variants", product.HasSameVariants),
        ];
        return fields.Where(f => !f.Same).Select(f => f.Field);
    }
}

/// <summary>A variant's price before, none when it is new, and after, in minor units.</summary>
public sealed record PriceChange(string Sku, long? From, long To);
