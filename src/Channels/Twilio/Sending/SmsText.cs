using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace ChatCommerce.Channels.Twilio.Sending;

/// <summary>How a text goes out over SMS: in the GSM alphabet with 160 characters a segment, or as UTF-16 with 70 (3GPP TS 23.038).</summary>
public static class SmsText
{
    /// <summary>More arrives late, in pieces or not at all at some carriers.</summary>
    public const int MostSegments = 10;

    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    // Each takes an escape before it, so two places.
    private static readonly SearchValues<char> Extended = SearchValues.Create("\f^{}\\[~]|€");

    private static readonly FrozenDictionary<char, string> Plainer = new Dictionary<char, string>
    {
        ['’'] = "'", ['‘'] = "'", ['“'] = "\"", ['”'] = "\"", ['–'] = "-", ['—'] = "-", ['‑'] = "-", ['…'] = "...", ['·'] = "-", ['•'] = "-", ['×'] = "x",
        ['\u00A0'] = " ", ['\u202F'] = " ", ['\u2009'] = " ", ['→'] = "->", ['✓'] = "", ['\t'] = " ",
    }.ToFrozenDictionary();

    /// <summary>The text with plainer punctuation where that alone keeps it in the GSM alphabet, which halves what it costs; else as it is.</summary>
    public static string Plain(string text)
    {
        if (IsGsm(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            plain.Append(Plainer.TryGetValue(letter, out var other) ? other : letter.ToString());
        }

        var result = plain.ToString();
        return IsGsm(result) ? result : text;
    }

    public static int Segments(string text)
    {
        var gsm = IsGsm(text);
        var length = gsm ? text.Length + text.Count(letter => Extended.Contains(letter)) : text.Length;
        var (one, each) = gsm ? (160, 153) : (70, 67);
        return length == 0 ? 0 : length <= one ? 1 : (length + each - 1) / each;
    }

    private static bool IsGsm(string text) => text.All(letter => Basic.Contains(letter) || Extended.Contains(letter));
}
