namespace ChatCommerce.Commerce.Catalog;

/// <summary>A product as someone wants it to be; the whole of it, not only what changed.</summary>
/// <param name="Handle">Empty: made from the title.</param>
/// <param name="Options">Names of what a buyer chooses; each active variant has a value for each.</param>
/// <param name="Variants">At least one. Those of the product that are not named here are taken off sale, not deleted: orders refer to them.</param>
public sealed record ProductDraft(
    string Handle,
    string Title,
    string Brand,
    string Category,
    string Description,
    ProductStatus Status,
    IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyList<string> Options,
    IReadOnlyList<ProductImage> Images,
    IReadOnlyList<VariantDraft> Variants)
{
    /// <summary>The product as it is, to change with <c>with</c>.</summary>
    public static ProductDraft Of(ProductDetail product) => new(
        product.Handle, product.Title, product.Brand, product.Category, product.Description, product.Status, product.Attributes, product.Options,
        product.Images, [.. product.Variants.Select(VariantDraft.Of)]);
}

/// <param name="Sku">Names the variant; unique in the shop, letters' case aside.</param>
/// <param name="PriceMinor">In minor units of the shop's currency.</param>
/// <param name="CompareAtMinor">The price before a reduction: higher than the price, or none.</param>
/// <param name="OnHand">Pieces at creation; later changes go through <see cref="Inventory.Stock"/>.</param>
/// <param name="Id">The existing variant, when its SKU changes; else it is known by its SKU.</param>
public sealed record VariantDraft(
    string Sku,
    IReadOnlyDictionary<string, string> Options,
    long PriceMinor,
    long? CompareAtMinor = null,
    bool Active = true,
    int OnHand = 0,
    VariantId? Id = null)
{
    public static VariantDraft Of(VariantDetail variant) =>
        new(variant.Sku, variant.Options, variant.PriceMinor, variant.CompareAtMinor, variant.Active, variant.OnHand, variant.Id);
}
