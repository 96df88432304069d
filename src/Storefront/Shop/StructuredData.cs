using System.Text.Json;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Storefront.Shop;

/// <summary>Schema.org facts for search engines. The encoder escapes <c>&lt;</c>, so no text can end the script element it stands in.</summary>
internal static class StructuredData
{
    private const string Context = "https://schema.org";

    public static string Shop(ShopFrame frame) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["@context"] = Context,
        ["@type"] = "Store",
        ["name"] = frame.Tenant.Name,
        ["url"] = frame.Absolute("/"),
        ["description"] = frame.Profile.About,
        ["email"] = frame.Profile.ContactEmail,
        ["telephone"] = frame.Profile.Phone,
        ["address"] = frame.Profile.Address,
    });

    public static string Product(ShopFrame frame, ProductDetail product, IReadOnlyList<VariantDetail> variants) =>
        JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["@context"] = Context,
            ["@type"] = "Product",
            ["name"] = product.Title,
            ["description"] = product.Description,
            ["url"] = frame.Absolute("/products/" + product.Handle),
            ["image"] = product.Images.Select(i => new Uri(new Uri(frame.Root), i.Url).ToString()),
            ["brand"] = new Dictionary<string, object?> { ["@type"] = "Brand", ["name"] = product.Brand },
            ["category"] = product.Category,
            ["offers"] = variants.Count == 0 ? null : Offers(variants),
        });

    private static Dictionary<string, object?> Offers(IReadOnlyList<VariantDetail> variants) => new()
    {
        ["@type"] = "AggregateOffer",
        ["offerCount"] = variants.Count,
        ["lowPrice"] = Plain(variants.MinBy(v => v.PriceMinor)!.Price),
        ["highPrice"] = Plain(variants.MaxBy(v => v.PriceMinor)!.Price),
        ["priceCurrency"] = variants[0].Currency,
        ["availability"] = $"{Context}/{(variants.Any(v => v.Available > 0) ? "InStock" : "OutOfStock")}",
    };

    private static string Plain(Price price) => price.ToPlain();
}
