using System.Buffers;
using System.Globalization;
using System.Text;

namespace ChatCommerce.Platform.Text;

/// <summary>Text from outside, made safe to store, show and search. The raw bytes are kept elsewhere.</summary>
public static class CustomerText
{
    private const int MaxLength = 8_000;

    // Bidirectional overrides and isolates, word joiners and fillers that hide or reorder what a person reads.
    private static readonly SearchValues<char> Hidden = SearchValues.Create(
        "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200B\u2060\u2061\u2062\u2063\u2064\uFEFF\u115F\u1160\u3164\uFFA0\u180E");

    /// <summary>
    /// Drops NUL, other control characters, lone surrogates, tag characters, bidirectional overrides and invisible fillers; keeps line
    /// breaks and the joiners that emoji and some scripts need; composes to NFC; cuts at 8,000 characters on a grapheme.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Ids and plain English need no work.
        if (text.Length <= MaxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text.Trim();
        }

        var clean = new StringBuilder(Math.Min(text.Length, MaxLength));
        Span<char> units = stackalloc char[2];
        foreach (var rune in Runes(text.Length > MaxLength * 4 ? text[..(MaxLength * 4)] : text))
        {
            if (IsKept(rune))
            {
                clean.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return Cut(clean.ToString().Normalize(NormalizationForm.FormC), MaxLength).Trim();
    }

    /// <summary>At most <paramref name="length"/> characters, ending on a whole grapheme.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = 0;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > length)
            {
                break;
            }

            end = next;
        }

        return text[..end];
    }

    /// <summary>At most <paramref name="length"/> characters; what is cut ends after a whole word, in an ellipsis.</summary>
    public static string Brief(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var cut = Cut(text, length - 1);
        var word = text[cut.Length] == ' ' ? cut.Length : cut.LastIndexOf(' ');
        return (word > length / 2 ? cut[..word] : cut).TrimEnd(' ', ',', ';', ':', '.') + "…";
    }

    private static bool IsKept(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => true,
        0xFFFD => false,
        >= 0xE0000 and <= 0xE007F => false,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        <= 0xFFFF => !Hidden.Contains((char)rune.Value),
        _ => true,
    };

    // A lone surrogate comes out as U+FFFD and is dropped.
    private static StringRuneEnumerator Runes(string text) => text.EnumerateRunes();
}
