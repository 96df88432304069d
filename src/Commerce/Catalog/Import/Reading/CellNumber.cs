using System.Globalization;
using System.Text.RegularExpressions;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>Numbers as they must stand in a cell: plain digits, a point before minor digits, no grouping, no currency sign.</summary>
internal static partial class CellNumber
{
    /// <summary>A price in major units: <c>89.00</c> is 8900 in dollars, <c>89000</c> is 89000 in won; null when it is not one.</summary>
    public static long? Minor(string text, Currency currency)
    {
        if (!Plain().IsMatch(text))
        {
            return null;
        }

        var sides = text.Split('.');
        var fraction = sides.Length > 1 ? sides[1] : "";
        if (fraction.Length > currency.Exponent && fraction[currency.Exponent..].Any(d => d != '0'))
        {
            return null;
        }

        var minor = fraction.PadRight(currency.Exponent, '0')[..currency.Exponent];
        return long.Parse(sides[0] + minor, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    public static int? Pieces(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pieces) ? pieces : null;

    public static bool? YesOrNo(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "y" or "1" => true,
        "false" or "no" or "n" or "0" => false,
        _ => null,
    };

    [GeneratedRegex(@"^[0-9]{1,13}(\.[0-9]{1,6})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Plain();
}
