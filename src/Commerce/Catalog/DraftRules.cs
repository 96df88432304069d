using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>What a draft must be like before the database is asked. Each fault names its field and the form that was expected.</summary>
internal static class DraftRules
{
    public const int MostVariants = 500;
    private const int MostImages = 30;
    private const int MostAttributes = 60;
    private const int MostOptions = 5;

    public static IEnumerable<Refusal> Faults(ProductDraft draft) =>
        Texts(draft).Concat(Images(draft)).Concat(Names(draft)).Concat(draft.Variants.SelectMany((v, i) => OfVariant(draft, v, i))).Concat(Doubles(draft));

    /// <summary>The field of the n-th variant, as <c>variants[2].sku</c>.</summary>
    public static string Field(int variant, string name) => $"variants[{variant}].{name}";

    private static IEnumerable<Refusal> Texts(ProductDraft draft)
    {
        if (draft.Handle.Length > 0 && !Handle.IsValid(draft.Handle))
        {
            yield return new("handle-not-valid", "A handle is 1 to 120 small letters a-z, digits and hyphens, such as dawn-runner.", "handle");
        }

        if (draft.Title.Length is 0 or > 300)
        {
            yield return new("title-not-valid", "A title has 1 to 300 characters.", "title");
        }

        foreach (var (text, field, most) in new[] { (draft.Brand, "brand", 120), (draft.Category, "category", 120), (draft.Description, "description", 7_999) })
        {
            if (text.Length > most)
            {
                yield return new("text-too-long", $"The {field} has at most {most} characters.", field);
            }
        }
    }

    private static IEnumerable<Refusal> Images(ProductDraft draft)
    {
        if (draft.Images.Count > MostImages)
        {
            yield return new("too-many-images", $"A product has at most {MostImages} images.", "images");
        }

        for (var i = 0; i < draft.Images.Count; i++)
        {
            if (!IsImage(draft.Images[i].Url))
            {
                yield return new("image-not-valid", "An image is an https:// address, or a path of this site that begins with one slash, without spaces and of at most 2,000 characters.", $"images[{i}].url");
            }
        }
    }

    private static bool IsImage(string url) => url.Length <= 2_000 && !url.Any(char.IsWhiteSpace) && (url.StartsWith('/')
        ? !url.StartsWith("//", StringComparison.Ordinal) && !url.Contains('\\', StringComparison.Ordinal)
        : Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.UserInfo.Length == 0);

    private static IEnumerable<Refusal> Names(ProductDraft draft)
    {
        if (draft.Attributes.Count > MostAttributes || draft.Attributes.Any(a => a.Key.Length > 60 || a.Value.Length > 500))
        {
            yield return new("attributes-not-valid", $"A product has at most {MostAttributes} attributes; a name has at most 60 characters, a value at most 500.", "attributes");
        }

        if (draft.Options.Count > MostOptions || draft.Options.Any(o => o.Length is 0 or > 60) || draft.Options.Distinct().Count() < draft.Options.Count)
        {
            yield return new("options-not-valid", $"A product has at most {MostOptions} options, each with a name of its own of 1 to 60 characters.", "options");
        }

        if (draft.Variants.Count is 0 or > MostVariants)
        {
            yield return new("variants-not-valid", $"A product has 1 to {MostVariants} variants; one without choices has one variant.", "variants");
        }
    }

    private static IEnumerable<Refusal> OfVariant(ProductDraft draft, VariantDraft variant, int n)
    {
        if (variant.Sku.Length is 0 or > 100)
        {
            yield return new("sku-not-valid", "A SKU has 1 to 100 characters.", Field(n, "sku"));
        }

        if (variant.PriceMinor is < 0 or > Limits.MostMinor)
        {
            yield return new("price-not-valid", "A price is a whole number of minor units, 0 or more, such as 8900 for 89.00.", Field(n, "priceMinor"));
        }

        if (variant.CompareAtMinor is { } old && (old <= variant.PriceMinor || old > Limits.MostMinor))
        {
            yield return new("compare-at-not-valid", "The price before a reduction is higher than the price, or left out.", Field(n, "compareAtMinor"));
        }

        if (variant.OnHand is < 0 or > Limits.MostPieces)
        {
            yield return new("on-hand-not-valid", $"Pieces on hand are a whole number from 0 to {Limits.MostPieces}.", Field(n, "onHand"));
        }

        if (variant.Active && !variant.Options.Keys.ToHashSet().SetEquals(draft.Options))
        {
            yield return new("options-mismatch", $"A variant has a value for each option of its product ({Listed(draft.Options)}) and no other.", Field(n, "options"));
        }
        else if (variant.Options.Values.Any(v => v.Length > 120))
        {
            yield return new("options-mismatch", "The value of an option has at most 120 characters.", Field(n, "options"));
        }
    }

    private static IEnumerable<Refusal> Doubles(ProductDraft draft)
    {
        var (skus, choices) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>());
        for (var i = 0; i < draft.Variants.Count; i++)
        {
            var variant = draft.Variants[i];
            if (!skus.Add(variant.Sku))
            {
                yield return new("sku-taken", $"SKU '{variant.Sku}' stands twice in this product: each variant has its own.", Field(i, "sku"));
            }

            if (variant.Active && !choices.Add(string.Join('\u001f', draft.Options.Select(o => variant.Options.GetValueOrDefault(o)))))
            {
                yield return new("options-taken", "Another variant has the same options: a buyer could not tell them apart.", Field(i, "options"));
            }
        }
    }

    private static string Listed(IReadOnlyList<string> options) => options.Count == 0 ? "it has none" : string.Join(", ", options);
}

internal static class Limits
{
    /// <summary>Far above any price, far below what arithmetic on lines could overflow.</summary>
    public const long MostMinor = 1_000_000_000_000;

    public const int MostPieces = 10_000_000;
}
