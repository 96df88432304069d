using System.Collections.Frozen;

namespace ChatCommerce.Sandbox.Stripe.Pages;

internal static class Countries
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AU"] = "Australia", ["BR"] = "Brazil", ["CA"] = "Canada", ["CN"] = "China", ["DE"] = "Germany", ["ES"] = "Spain",
        ["FR"] = "France", ["GB"] = "United Kingdom", ["HK"] = "Hong Kong", ["IN"] = "India", ["IT"] = "Italy", ["JP"] = "Japan",
        ["KR"] = "South Korea · 대한민국", ["MX"] = "Mexico", ["NL"] = "Netherlands", ["NZ"] = "New Zealand", ["SG"] = "Singapore",
        ["TW"] = "Taiwan", ["US"] = "United States", ["VN"] = "Vietnam",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Name(string code) => Names.GetValueOrDefault(code, code);
}
