using ChatCommerce.Commerce.Catalog;

namespace ChatCommerce.Agent.Choosing;

/// <summary>Which variant of a product is meant, or what is still to be asked.</summary>
internal abstract record VariantPick
{
    public sealed record One(VariantDetail Variant) : VariantPick;

    /// <summary>An option is open.</summary>
    /// <param name="Chosen">What is settled, by option.</param>
    /// <param name="Values">What can be had, in the product's order.</param>
    /// <param name="Trouble">Why it is asked although something was said: <c>sold-out</c>, <c>not-offered</c>, or null.</param>
    public sealed record Open(string Option, IReadOnlyDictionary<string, string> Chosen, IReadOnlyList<string> Values, string? Trouble) : VariantPick;

    /// <summary>Nothing of the product can be had now.</summary>
    public sealed record SoldOut : VariantPick;

    public static VariantPick Of(ProductDetail product, string text, IReadOnlyDictionary<string, string>? settled = null)
    {
        var active = product.Variants.Where(v => v.Active).ToList();
        var sellable = active.FindAll(v => v.Available > 0);
        if (sellable.Count == 0)
        {
            return new SoldOut();
        }

        var said = OptionWords.Read(product, active, text);
        var chosen = product.Options.Select(o => (Option: o, Value: said.GetValueOrDefault(o) ?? settled?.GetValueOrDefault(o)))
            .Where(c => c.Value is not null).ToDictionary(c => c.Option, c => c.Value!);
        if (sellable.Exists(v => Fits(v, chosen)))
        {
            return Next(product, sellable, chosen, null);
        }

        var trouble = active.Exists(v => Fits(v, chosen)) ? "sold-out" : "not-offered";
        return Next(product, sellable, Possible(sellable, chosen, said), trouble);
    }

    private static bool Fits(VariantDetail variant, Dictionary<string, string> chosen) =>
        chosen.All(c => variant.Options.GetValueOrDefault(c.Key) == c.Value);

    // Gives up what was said last and keeps what was settled before, so that only one thing is asked again.
    private static Dictionary<string, string> Possible(List<VariantDetail> sellable, Dictionary<string, string> chosen, Dictionary<string, string> said)
    {
        var kept = new Dictionary<string, string>();
        foreach (var (option, value) in chosen.OrderBy(c => said.ContainsKey(c.Key)))
        {
            var tried = new Dictionary<string, string>(kept) { [option] = value };
            kept = sellable.Exists(v => Fits(v, tried)) ? tried : kept;
        }

        return kept;
    }

    private static VariantPick Next(ProductDetail product, List<VariantDetail> sellable, Dictionary<string, string> chosen, string? trouble)
    {
        var left = sellable.FindAll(v => Fits(v, chosen));
        foreach (var option in product.Options.Where(o => !chosen.ContainsKey(o)))
        {
            var values = left.Select(v => v.Options.GetValueOrDefault(option) ?? "").Distinct().ToList();
            if (values.Count > 1 || trouble is not null)
            {
                return new Open(option, chosen, values, trouble);
            }
        }

        return new One(left[0]);
    }
}
