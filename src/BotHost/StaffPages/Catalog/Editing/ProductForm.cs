using System.Globalization;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.BotHost.StaffPages.Catalog.Editing;

/// <summary>A product as the form holds it: word for word what was typed, so that a refused form comes back as it was.</summary>
public sealed record ProductForm
{
    private const int MostOptions = 5;

    /// <summary>What a new product's form begins with.</summary>
    public static ProductForm Blank { get; } = new() { Status = "active" };

    public int Version { get; init; }

    public string Handle { get; init; } = "";

    public string Title { get; init; } = "";

    public string Brand { get; init; } = "";

    public string Category { get; init; } = "";

    public string Description { get; init; } = "";

    public string Status { get; init; } = "";

    public IReadOnlyList<string> Options { get; init; } = [];

    public IReadOnlyList<PairForm> Attributes { get; init; } = [];

    public IReadOnlyList<PairForm> Images { get; init; } = [];

    public IReadOnlyList<VariantForm> Variants { get; init; } = [];

    /// <summary>The list that was asked to have more empty rows; none usually.</summary>
    public string? Growing { get; init; }

    public static ProductForm Of(ProductDetail product) => new()
    {
        Version = product.Version,
        Handle = product.Handle,
        Title = product.Title,
        Brand = product.Brand,
        Category = product.Category,
        Description = product.Description,
        Status = SqlName.Of(product.Status),
        Options = product.Options,
        Attributes = [.. product.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => new PairForm(a.Key, a.Value))],
        Images = [.. product.Images.Select(i => new PairForm(i.Url, i.Alt))],
        Variants = [.. product.Variants.Select(v => VariantForm.Of(v, product.Options))],
    };

    /// <summary>The options with the empty ones that can still be filled.</summary>
    public IEnumerable<string> OptionRows => Options.Concat(Enumerable.Repeat("", Math.Clamp(Growing == "options" ? 3 : 1, 0, MostOptions - Math.Min(MostOptions, Options.Count))));

    public IEnumerable<PairForm> AttributeRows => Attributes.Concat(Enumerable.Repeat(PairForm.Blank, Growing == "attributes" ? 5 : 1));

    public IEnumerable<PairForm> ImageRows => Images.Concat(Enumerable.Repeat(PairForm.Blank, Growing == "images" ? 5 : 1));

    public IEnumerable<VariantForm> VariantRows => Variants.Concat(Enumerable.Repeat(VariantForm.Blank, Growing == "variants" ? 3 : Variants.Count == 0 ? 1 : 0));

    /// <summary>With the variants that the stored product has and this form does not know of: saving must not take them off sale.</summary>
    public ProductForm Joined(ProductForm stored) => this with
    {
        Version = stored.Version,
        Variants = [.. Variants, .. stored.Variants.Where(s => Variants.All(v => v.Id != s.Id))],
    };
}

/// <summary>A name and a value, or a picture's address and what it shows.</summary>
public sealed record PairForm(string First, string Second)
{
    public static PairForm Blank { get; } = new("", "");

    public bool IsBlank => string.IsNullOrWhiteSpace(First) && string.IsNullOrWhiteSpace(Second);
}

/// <param name="Id">Of an existing variant, else empty.</param>
/// <param name="Values">One for each of the form's options.</param>
/// <param name="OnHand">Pieces that a new variant begins with.</param>
public sealed record VariantForm(string Id, string Sku, IReadOnlyList<string> Values, string Price, string CompareAt, bool Active, string OnHand)
{
    public static VariantForm Blank { get; } = new("", "", [], "", "", true, "");

    public bool IsBlank => Id.Length == 0 && Values.Concat([Sku, Price, CompareAt, OnHand]).All(string.IsNullOrWhiteSpace);

    public string ValueOf(int option) => option < Values.Count ? Values[option] : "";

    public static VariantForm Of(VariantDetail variant, IReadOnlyList<string> options) => new(
        variant.Id.ToString(),
        variant.Sku,
        [.. options.Select(o => variant.Options.GetValueOrDefault(o) ?? "")],
        variant.Price.ToPlain(),
        variant.CompareAtMinor is { } old ? new Price(old, variant.Currency).ToPlain() : "",
        variant.Active,
        variant.OnHand.ToString(CultureInfo.InvariantCulture));
}
