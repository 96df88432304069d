using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Documents;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Demo;

/// <summary>A demo shop as it lies in its folder: <c>shop.json</c>, <c>products.json</c>, <c>documents/*.md</c>, <c>posts/*.md</c>.</summary>
internal sealed class DemoFolder(string folder)
{
    public DemoShopFile Shop() => Read<DemoShopFile>("shop.json");

    public IReadOnlyList<ProductDraft> Products(string slug) => [.. Read<DemoProduct[]>("products.json").Select(p => p.Draft(slug))];

    public IEnumerable<DocumentDraft> Documents(string language) =>
        Texts("documents", DocumentKind.Page, language).Concat(Texts("posts", DocumentKind.Post, language));

    private IEnumerable<DocumentDraft> Texts(string name, DocumentKind kind, string language)
    {
        var path = Path.Combine(folder, name);
        return Directory.Exists(path)
            ? Directory.GetFiles(path, "*.md").Order(StringComparer.Ordinal).Select(file => FrontMatter.Read(file, kind, language))
            : [];
    }

    private T Read<T>(string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? Json.Read<T>(File.ReadAllText(path)) : throw new InvalidDataException($"The demo file {path} is missing.");
    }
}

internal sealed record DemoShopFile(
    string Slug, string Name, string Locale, string[] Languages, string Currency, string TimeZone, string Tagline, string About, string ContactEmail,
    string Phone, string Address, OpeningHours[] OpeningHours, Brand Brand, ShippingMethod[] Shipping, DemoPerson[] Staff)
{
    public NewTenant Tenant => new(Slug, Name, Locale, Languages, Currency, TimeZone);

    public ShopProfile Profile => new(
        Tagline, About, ContactEmail, Phone, Address, OpeningHours, Brand with { Logo = DemoProduct.Picture(Slug, Brand.Logo) }, Shipping);
}

internal sealed record DemoPerson(string Email, string Name, Role Role);

internal sealed record DemoProduct(
    string Handle, string Title, string Brand, string Category, string Description, ProductStatus Status,
    Dictionary<string, string> Attributes, string[] Options, string[] Images, VariantDraft[] Variants)
{
    public ProductDraft Draft(string slug) => new(
        Handle, Title, Brand, Category, Description, Status, Attributes, Options,
        [.. Images.Select(i => new ProductImage(Picture(slug, i)!, Title))], Variants);

    /// <summary>Where the storefront serves a picture of the shop's folder.</summary>
    public static string? Picture(string slug, string? path) => path is { Length: > 0 } ? $"/{slug}/{path}" : null;
}
