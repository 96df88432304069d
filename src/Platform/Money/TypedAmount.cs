using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatCommerce.Platform.Money;

/// <summary>An amount as a person types it into a form: <c>12.50</c>, <c>$1,250</c>, <c>89,000원</c>.</summary>
public static partial class TypedAmount
{
    private const string Signs = "$₩€£¥₹₫원";

    /// <summary>
    /// Reads major units. What could be meant in two ways, such as <c>12,50</c>, and more minor digits than the currency has are refused
    /// with <c>amount-not-valid</c>: nothing is rounded.
    /// </summary>
    public static Result<Price> Read(string text, Currency currency)
    {
        var plain = Bare(text, currency);
        if (!Number().IsMatch(plain))
        {
            return Refuse(currency);
        }

        var sides = plain.Replace(",", "", StringComparison.Ordinal).Split('.');
        var fraction = sides.Length > 1 ? sides[1] : "";
        return fraction.Length <= currency.Exponent
            && long.TryParse(sides[0] + fraction.PadRight(currency.Exponent, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? new Price(minor, currency.Code)
            : Refuse(currency);
    }

    // Full-width digits become plain ones; the sign or code of this currency may stand before or behind.
    private static string Bare(string text, Currency currency)
    {
        var plain = text.Normalize(NormalizationForm.FormKC).Replace(currency.Code, "", StringComparison.OrdinalIgnoreCase);
        return string.Concat(plain.Where(c => !char.IsWhiteSpace(c))).Trim(Signs.ToCharArray());
    }

    private static Refusal Refuse(Currency currency)
    {
        var sample = new Price(1250 * currency.Scale / 100, currency.Code).ToPlain();
        var digits = currency.Exponent == 0 ? "without decimals" : $"with at most {currency.Exponent} decimals";
        return new("amount-not-valid", $"Type an amount of {currency.Code} {digits}, such as {sample}.", "amount");
    }

    [GeneratedRegex(@"^([0-9]{1,13}|[0-9]{1,3}(,[0-9]{3}){1,4})(\.[0-9]{1,4})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Number();
}
