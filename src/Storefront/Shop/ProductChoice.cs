using ChatCommerce.Commerce.Catalog;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Shop;

/// <summary>A product and what of its options a visitor has picked; the picks stand in the address, so they work without script.</summary>
/// <param name="Variants">Those on sale.</param>
/// <param name="Variant">The one that the picks come down to; null while one is missing.</param>
public sealed record ProductChoice(
    ProductDetail Product, IReadOnlyList<VariantDetail> Variants, IReadOnlyDictionary<string, string> Picked, VariantDetail? Variant)
{
    public static ProductChoice Of(ProductDetail product, IQueryCollection query)
    {
        List<VariantDetail> variants = [.. product.Variants.Where(v => v.Active)];
        Dictionary<string, string> picked = [];
        foreach (var option in product.Options)
        {
            var values = Values(variants, option);
            var wanted = values.Length == 1 ? values[0] : query[option].ToString();
            if (values.Contains(wanted))
            {
                picked[option] = wanted;
            }
        }

        var variant = picked.Count == product.Options.Length ? variants.FirstOrDefault(v => Fits(v, picked)) : null;
        return new(product, variants, picked, variant);
    }

    public ChatReference Reference => Variant is null ? ChatReference.Product(Product.Handle) : ChatReference.Variant(Variant.Sku);

    /// <summary>Pieces of everything that the picks still allow.</summary>
    public int Available => Variants.Where(v => Fits(v, Picked)).Sum(v => v.Available);

    /// <summary>Options that leave a choice, each with its values.</summary>
    public IEnumerable<OptionChoice> Options => Product.Options.Select(o => new OptionChoice(o, [.. Values(Variants, o).Select(v => Value(o, v))]))
        .Where(o => o.Values.Count > 1);

    /// <summary>The option still to be picked.</summary>
    public string? Missing => Product.Options.FirstOrDefault(o => !Picked.ContainsKey(o));

    private OptionValue Value(string option, string value)
    {
        var picks = new Dictionary<string, string>(Picked) { [option] = value };
        var query = string.Join('&', Product.Options.Where(picks.ContainsKey).Select(o => $"{Uri.EscapeDataString(o)}={Uri.EscapeDataString(picks[o])}"));
        return new(value, Picked.GetValueOrDefault(option) == value, Variants.Any(v => Fits(v, picks) && v.Available > 0), query);
    }

    private static bool Fits(VariantDetail variant, IReadOnlyDictionary<string, string> picks) =>
        picks.All(p => variant.Options.GetValueOrDefault(p.Key) == p.Value);

    private static string[] Values(IReadOnlyList<VariantDetail> variants, string option) =>
        [.. variants.Select(v => v.Options.GetValueOrDefault(option)).OfType<string>().Distinct()];
}

public sealed record OptionChoice(string Name, IReadOnlyList<OptionValue> Values);

/// <param name="Available">Something with this value, beside the other picks, can be bought now.</param>
/// <param name="Query">The address of the page with this value picked.</param>
public sealed record OptionValue(string Value, bool Picked, bool Available, string Query);
