using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>A product's name in addresses: 1 to 120 small letters, digits and hyphens, not beginning with a hyphen.</summary>
internal static partial class Handle
{
    private const int FromTitle = 80;

    public static bool IsValid(string handle) => Form().IsMatch(handle);

    /// <summary>What can be written so of a title; a title in another script has its product's number instead.</summary>
    public static string Of(string title, ProductId id)
    {
        var plain = new StringBuilder();
        foreach (var c in title.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                plain.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append('-');
            }
        }

        var handle = plain.ToString(0, Math.Min(plain.Length, FromTitle)).Trim('-');
        return handle.Length > 1 ? handle : "product-" + Number(id);
    }

    /// <summary>The end of the id, which is random: tells products of one title apart.</summary>
    public static string Number(ProductId id) => id.ToString()[^8..];

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,119}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Form();
}
