using System.Globalization;
using System.Text.Json.Serialization;

namespace ChatCommerce.Platform.Money;

/// <summary>An amount in minor units with its currency; arithmetic is checked.</summary>
/// <param name="Minor">Minor units: 8900 for $89.00, 89000 for ₩89,000.</param>
/// <param name="CurrencyCode">ISO 4217 code.</param>
public readonly record struct Price(long Minor, string CurrencyCode)
{
    [JsonIgnore]
    public Currency Currency => Currency.Of(CurrencyCode);

    public static Price operator +(Price a, Price b) => new(checked(a.Minor + Same(a, b).Minor), a.CurrencyCode);

    public static Price operator -(Price a, Price b) => new(checked(a.Minor - Same(a, b).Minor), a.CurrencyCode);

    public static Price operator *(Price a, int times) => new(checked(a.Minor * times), a.CurrencyCode);

    /// <summary>Shows the amount as people of that language write it: <c>$89.00</c>, <c>89,000원</c>.</summary>
    public string Show(string language) => PriceText.Show(Minor, Currency, language);

    public override string ToString() => PriceText.Show(Minor, Currency, "en");

    /// <summary>The plain decimal, without symbol or grouping: <c>89.00</c>. For CSV and machine output.</summary>
    public string ToPlain() => PriceText.Plain(Minor, Currency);

    /// <summary>Splits by weights with the largest remainder, so that the parts add up to the whole.</summary>
    public IReadOnlyList<Price> Split(IReadOnlyList<long> weights)
    {
        var total = weights.Sum();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total, nameof(weights));
        var (minor, code) = (Minor, CurrencyCode);
        var parts = weights.Select(w => (Int128)minor * w).Select((p, i) => (Floor: (long)(p / total), Remainder: (long)(p % total), Index: i)).ToArray();
        var left = minor - parts.Sum(p => p.Floor);
        var lucky = parts.OrderByDescending(p => p.Remainder).ThenBy(p => p.Index).Take((int)left).Select(p => p.Index).ToHashSet();
        return [.. parts.Select(p => new Price(p.Floor + (lucky.Contains(p.Index) ? 1 : 0), code))];
    }

    private static Price Same(Price a, Price b) => string.Equals(a.CurrencyCode, b.CurrencyCode, StringComparison.Ordinal)
        ? b
        : throw new InvalidOperationException($"Cannot add {b.CurrencyCode} to {a.CurrencyCode}.");
}

internal static class PriceText
{
    public static string Plain(long minor, Currency currency)
    {
        var sign = minor < 0 ? "-" : "";
        var magnitude = (UInt128)Int128.Abs(minor);
        var scale = (UInt128)currency.Scale;
        var major = (magnitude / scale).ToString(CultureInfo.InvariantCulture);
        return currency.Exponent == 0 ? sign + major : $"{sign}{major}.{(magnitude % scale).ToString(CultureInfo.InvariantCulture).PadLeft(currency.Exponent, '0')}";
    }

    public static string Show(long minor, Currency currency, string language)
    {
        var plain = Plain(Math.Abs(minor), currency);
        var dot = plain.IndexOf('.', StringComparison.Ordinal);
        var major = dot < 0 ? plain : plain[..dot];
        var grouped = Group(major) + (dot < 0 ? "" : plain[dot..]);
        var sign = minor < 0 ? "-" : "";
        return currency.Code switch
        {
            "USD" => $"{sign}${grouped}",
            "KRW" when language.StartsWith("ko", StringComparison.Ordinal) => $"{sign}{grouped}원",
            "KRW" => $"{sign}₩{grouped}",
            "EUR" => $"{sign}€{grouped}",
            "GBP" => $"{sign}£{grouped}",
            "JPY" => $"{sign}¥{grouped}",
            "INR" => $"{sign}₹{grouped}",
            "VND" => $"{sign}{grouped}₫",
            _ => $"{sign}{currency.Code} {grouped}",
        };
    }

    private static string Group(string digits)
    {
        for (var at = digits.Length - 3; at > 0; at -= 3)
        {
            digits = digits.Insert(at, ",");
        }

        return digits;
    }
}
