using System.Text.Json;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>One element of a JSON file. A member of the wrong kind becomes a fault that names it.</summary>
internal sealed class JsonProduct
{
    private readonly int row;
    private readonly List<ImportFault> faults = [];

    private JsonProduct(int row) => this.row = row;

    public static ImportedProduct Read(JsonElement element, int row)
    {
        try
        {
            return new JsonProduct(row).Product(element);
        }
        catch (InvalidOperationException)
        {
            // An escape of half a character is JSON, but no text.
            var broken = new ImportedProduct(row);
            broken.Faults.Add(new(row, "", null, "text-not-valid", "A text holds half of a character, such as \\ud83d alone."));
            return broken;
        }
    }

    private ImportedProduct Product(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(row, "", null, "product-not-valid", "Expected an object with title and variants."));
            element = JsonDocument.Parse("{}").RootElement;
        }

        var product = new ImportedProduct(row)
        {
            Handle = Filled(Text(element, "handle")),
            Title = Filled(Text(element, "title")),
            Brand = Text(element, "brand"),
            Category = Text(element, "category"),
            Description = Text(element, "description"),
            Status = Status(element),
            Attributes = Texts(element, "attributes"),
            Options = Names(element),
            Images = Images(element),
        };
        product.Variants.AddRange(Variants(element));
        product.Faults.AddRange(faults);
        return product;
    }

    private IEnumerable<ImportedVariant> Variants(JsonElement element) => Items(element, "variants").Select((v, i) => new ImportedVariant(row, Text(v, "sku", i) ?? "")
    {
        Options = Texts(v, "options", i),
        PriceMinor = Whole(v, "priceMinor", i),
        TellsCompareAt = v.ValueKind == JsonValueKind.Object && v.TryGetProperty("compareAtMinor", out _),
        CompareAtMinor = Whole(v, "compareAtMinor", i),
        Active = Flag(v, "active", i),
        OnHand = Whole(v, "onHand", i) is { } pieces ? (int)Math.Clamp(pieces, int.MinValue, int.MaxValue) : null,
    });

    private List<ProductImage>? Images(JsonElement element) => element.TryGetProperty("images", out _)
        ? [.. Items(element, "images").Select(i => i.ValueKind == JsonValueKind.String
            ? new ProductImage(i.GetString()!, "")
            : new ProductImage(Text(i, "url") ?? "", Text(i, "alt") ?? ""))]
        : null;

    private List<string>? Names(JsonElement element) => element.TryGetProperty("options", out _)
        ? [.. Items(element, "options").Select(o => o.ValueKind == JsonValueKind.String ? o.GetString()! : "")]
        : null;

    private ProductStatus? Status(JsonElement element)
    {
        var text = Text(element, "status");
        ProductStatus? found = text is null ? null : Enum.GetValues<ProductStatus>().Cast<ProductStatus?>().FirstOrDefault(s => SqlName.Of(s!.Value) == text);
        return text is null || found is not null ? found : Fault<ProductStatus?>("status", null, "status-not-valid", "Expected draft, active or archived.");
    }

    private IEnumerable<JsonElement> Items(JsonElement element, string name) => Member(element, name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
        : Fault<IEnumerable<JsonElement>>(name, null, name + "-not-valid", "Expected an array.") ?? [];

    private string? Text(JsonElement element, string name, int? variant = null) => Member(element, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Fault<string>(name, variant, "text-not-valid", "Expected a text in quotation marks.");

    private long? Whole(JsonElement element, string name, int variant) => Member(element, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole) ? whole
        : Fault<long?>(name, variant, name.StartsWith("onHand", StringComparison.Ordinal) ? "on-hand-not-valid" : "price-not-valid", "Expected a whole number: minor units such as 8900 for 89.00, or pieces.");

    private bool? Flag(JsonElement element, string name, int variant) => Member(element, name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : Fault<bool?>(name, variant, "active-not-valid", "Expected true or false.");

    private Dictionary<string, string>? Texts(JsonElement element, string name, int? variant = null)
    {
        if (Member(element, name) is not { } value)
        {
            return null;
        }

        var pairs = value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().ToList() : null;
        return pairs is not null && pairs.TrueForAll(p => p.Value.ValueKind == JsonValueKind.String)
            ? pairs.GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value.GetString()!)
            : Fault<Dictionary<string, string>>(name, variant, name + "-not-valid", "Expected an object of texts, such as {\"size\": \"39\"}.");
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private T? Fault<T>(string name, int? variant, string code, string message)
    {
        faults.Add(new(row, "", variant is { } n ? DraftRules.Field(n, name) : name, code, message));
        return default;
    }
}
