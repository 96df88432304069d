using System.Text.RegularExpressions;

namespace ChatCommerce.Platform.Text;

/// <summary>Masks what must not reach a log: e-mail addresses, long digit runs (phones, cards) and provider secrets.</summary>
public static partial class PersonalText
{
    public static string Mask(string text)
    {
        if (text.Length < 6)
        {
            return text;
        }

        var masked = Mail().Replace(text, static m => m.Value[0] + "***@" + m.Groups["host"].Value);
        masked = Secret().Replace(masked, static m => m.Groups["kind"].Value + "***");
        return Digits().Replace(masked, static m => m.Value.Count(char.IsAsciiDigit) is var n and >= 8 and <= 19
            ? new string('*', n - 4) + string.Concat(m.Value.Where(char.IsAsciiDigit))[^4..]
            : m.Value);
    }

    [GeneratedRegex(@"[\w.+-]+@(?<host>[\w-]+\.[\w.-]+)", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Mail();

    [GeneratedRegex(@"\b(?<kind>sk_(?:live|test)_|whsec_|rk_(?:live|test)_)[A-Za-z0-9_]+", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Secret();

    [GeneratedRegex(@"(?<![\w-])\+?\d(?:[ ().-]{0,2}\d){7,18}(?![\w-])", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Digits();
}
