using ChatCommerce.Commerce.Catalog;

namespace ChatCommerce.Agent.Choosing;

/// <summary>Which variant of a product is meant, or what is still to be asked.</summary>
internal abstract record VariantPick
{
    public sealed record One(VariantDetail Variant) : VariantPick;

    /// <summary>An option is open.</summary>
    /// <param name="Chosen">What is settled, by option.</param>
    /// <param name="Values">What can be had, in the product's order.</param>
    /// <param name="Trouble">Why it is asked although something was said or one value is left: <c>sold-out</c>, <c>not-offered</c>, <c>only-left</c>, or null.</param>
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
            return Next(product, active, chosen, null);
        }

        var trouble = active.Exists(v => Fits(v, chosen)) ? "sold-out" : "not-offered";
        return Next(product, active, Possible(sellable, chosen, said), trouble);
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

    // What sold out down to one value is asked for like any other: nobody gets a white shoe for not having named a colour.
    private static VariantPick Next(ProductDetail product, List<VariantDetail> active, Dictionary<string, string> chosen, string? trouble)
    {
        var offered = active.FindAll(v => Fits(v, chosen));
        var left = offered.FindAll(v => v.Available > 0);
        foreach (var option in product.Options.Where(o => !chosen.ContainsKey(o)))
        {
            var values = Named(left, option);
            if (values.Count > 1 || trouble is not null)
            {
                return new Open(option, chosen, values, trouble);
            }

            if (Named(offered, option).Count > 1)
            {
                return new Open(option, chosen, values, "only-left");
            }
        }

        return new One(left[0]);
    }

    private static List<string> Named(List<VariantDetail> variants, string option) =>
        [.. variants.Select(v => v.Options.GetValueOrDefault(option) ?? "").Distinct()];
}
