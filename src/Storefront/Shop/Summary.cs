using System.Globalization;

namespace ChatCommerce.Storefront.Shop;

internal static class Summary
{
    private const int Longest = 160;

    /// <summary>The beginning of a text, for a preview; cut between characters as people see them.</summary>
    public static string Of(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var info = new StringInfo(line);
        return info.LengthInTextElements <= Longest ? line : info.SubstringByTextElements(0, Longest - 1) + "…";
    }
}
