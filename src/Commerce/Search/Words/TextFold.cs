using System.Globalization;
using System.Text;

namespace ChatCommerce.Commerce.Search.Words;

/// <summary>One spelling for what people write in many: compatibility forms, case, Latin accents and trade mark signs.</summary>
internal static class TextFold
{
    private const int LongestText = 32_768;

    public static string Fold(string text)
    {
        var t = text.Length > LongestText ? text[..LongestText] : text;
        if (Ascii.IsValid(t))
        {
            return t.ToLowerInvariant();
        }

        // NFKC would turn the trade mark sign into the letters TM, so the signs go first; half a surrogate pair cannot be normalised.
        var clean = Clean(t);
        var folded = clean.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Normalize(NormalizationForm.FormD);
        return WithoutAccents(folded).Normalize(NormalizationForm.FormC);
    }

    private static string Clean(string text)
    {
        var b = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            b.Append(rune.Value is 0x00A9 or 0x00AE or 0x2122 or 0x2120 or 0xFFFD ? new Rune(' ') : rune);
        }

        return b.Replace('\u2019', '\'').ToString();
    }

    // Only the Latin accents block: the voicing marks of Kana (U+3099) carry meaning.
    private static string WithoutAccents(string text)
    {
        var b = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is < '\u0300' or > '\u036f' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                b.Append(c);
            }
        }

        return b.ToString();
    }
}
