using ChatCommerce.Platform.Text;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>The texts of a draft without what must not be stored: control characters, invisible fillers, space around.</summary>
internal static class DraftText
{
    public static ProductDraft Clean(ProductDraft draft) => draft with
    {
        Handle = Line(draft.Handle).ToLowerInvariant(),
        Title = Line(draft.Title),
        Brand = Line(draft.Brand),
        Category = Line(draft.Category),
        Description = CustomerText.Clean(draft.Description),
        Attributes = Clean(draft.Attributes),
        Options = [.. draft.Options.Select(Line)],
        Images = [.. draft.Images.Select(i => new ProductImage(Line(i.Url), Line(i.Alt)))],
        Variants = [.. draft.Variants.Select(v => v with { Sku = Line(v.Sku), Options = Clean(v.Options) })],
    };

    /// <summary>One line: breaks and tabs become spaces.</summary>
    public static string Line(string? text) => CustomerText.Clean(text).Replace('\n', ' ').Replace('\t', ' ');

    // Two names that become one keep the last value, as a JSON object does.
    private static Dictionary<string, string> Clean(IReadOnlyDictionary<string, string> values)
    {
        var clean = new Dictionary<string, string>();
        foreach (var (name, value) in values)
        {
            if (Line(name) is { Length: > 0 } key && Line(value) is { Length: > 0 } text)
            {
                clean[key] = text;
            }
        }

        return clean;
    }
}
