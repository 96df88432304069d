using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.BotHost.StaffPages.Catalog;

/// <summary>Prices and pieces as people type them.</summary>
internal static partial class TypedNumber
{
    /// <summary>
    /// <c>12.50</c>, <c>12,50</c>, <c>$1,234.50</c>, <c>12,500원</c>, <c>１２５００</c> in minor units; null when it is not one or says more digits
    /// than the currency has, so that 12.500 is never guessed at.
    /// </summary>
    public static long? Price(string typed, Currency currency)
    {
        var text = Signs().Replace(Plain(typed), "");
        if (text.EndsWith(currency.Code, StringComparison.OrdinalIgnoreCase) || text.StartsWith(currency.Code, StringComparison.OrdinalIgnoreCase))
        {
            text = text.Replace(currency.Code, "", StringComparison.OrdinalIgnoreCase);
        }

        text = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : DecimalComma().Replace(text, ".");
        var amount = Amount().Match(text);
        var fraction = amount.Groups["fraction"].Value;
        return amount.Success && fraction.Length <= currency.Exponent
            ? long.Parse(amount.Groups["whole"].Value + fraction.PadRight(currency.Exponent, '0'), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    public static int? Pieces(string typed)
    {
        var text = Plain(typed);
        var digits = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces) ? pieces : null;
    }

    /// <summary>What a price is expected to look like.</summary>
    public static string Expected(Currency currency) => $"Expected an amount in {currency.Code} such as {(currency.Exponent == 0 ? "12,500" : "12.50")}.";

    // Wide digits and signs, as Korean and Japanese keyboards write them, become the usual ones.
    private static string Plain(string typed) =>
        string.Concat(typed.ToWellFormed().Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c)));

    private static string ToWellFormed(this string text) => string.Concat(text.EnumerateRunes().Select(r => r.ToString()));

    [GeneratedRegex("^[$€£¥₩₹₫]|[원円元€₫]$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Signs();

    [GeneratedRegex(@"^[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Grouped();

    [GeneratedRegex(",(?=[0-9]{1,2}$)", RegexOptions.CultureInvariant, 100)]
    private static partial Regex DecimalComma();

    [GeneratedRegex(@"^(?<whole>[0-9]{1,13})(\.(?<fraction>[0-9]{1,4}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Amount();
}
