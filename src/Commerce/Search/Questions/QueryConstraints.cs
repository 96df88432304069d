using System.Text.RegularExpressions;
using ChatCommerce.Commerce.Search.Words;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Search.Questions;

/// <summary>A question with its conditions taken out of the text.</summary>
/// <param name="Text">What is left to search for, in small letters.</param>
/// <param name="Original">The question as it came: search for it when the conditions leave nothing.</param>
/// <param name="ForeignPrice">A price in another currency was named; it is not applied, so say so.</param>
public sealed record ParsedQuestion(
    string Text, string Original, long? MinPriceMinor, long? MaxPriceMinor, bool InStockOnly,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, bool ForeignPrice)
{
    public bool HasCondition => MinPriceMinor is not null || MaxPriceMinor is not null || InStockOnly || Attributes.Count > 0;

    public ProductQuery ToQuery(int limit = 10) => new(Text)
    {
        MinPriceMinor = MinPriceMinor,
        MaxPriceMinor = MaxPriceMinor,
        InStockOnly = InStockOnly,
        Attributes = Attributes,
        Limit = limit,
    };
}

/// <summary>Reads price, stock, colour, size and other choices out of a sentence, English or Korean or both at once.</summary>
public static partial class QueryConstraints
{
    private const int LongestQuestion = 1000;

    /// <param name="known">Option names of the shop with their values (see <see cref="KnownAttributes"/>): only what the shop offers becomes a condition.</param>
    public static ParsedQuestion Parse(string text, Currency currency, IReadOnlyDictionary<string, IReadOnlyCollection<string>> known)
    {
        var rest = TextFold.Fold(text.Length > LongestQuestion ? text[..LongestQuestion] : text);
        rest = NoPrice().Replace(rest, " ");
        var price = new PriceRange(currency);
        rest = KoreanPrices.Take(rest, price);
        rest = EnglishPrices.Take(rest, price);
        var inStock = InStock().IsMatch(rest);
        rest = InStock().Replace(rest, " ");
        Dictionary<string, IReadOnlyList<string>> attributes = new(StringComparer.OrdinalIgnoreCase);
        rest = AttributeWords.Take(rest, known, attributes);
        return new ParsedQuestion(Spaces().Replace(rest, " ").Trim(), text, price.Min, price.Max, inStock, attributes, price.IsForeign);
    }

    [GeneratedRegex(@"\b(?:that (?:is|are) |which (?:is|are) |currently )?(?:in stock|available(?: now| today| right now)?|ready to ship|not sold out)\b"
        + @"|재고\s?(?:가\s?)?(?:있는|있어요|있나요|있음|있는지|있으면)(?:\s?(?:거|것|걸로|상품|제품))?|(?:지금|바로)\s?(?:살|구매할|주문할)\s?수\s?있는|구매\s?가능한|품절\s?(?:아닌|안\s?된|되지\s?않은)",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex InStock();

    // Digits without end are no price, and reading one in them takes time that grows with their cube.
    [GeneratedRegex(@"[\d.,]{24,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex NoPrice();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Spaces();
}

/// <summary>The price conditions read so far, in minor units of the shop's currency.</summary>
internal sealed class PriceRange(Currency currency)
{
    private const decimal Largest = 1_000_000_000_000m, Near = .2m;

    public long? Min { get; private set; }

    public long? Max { get; private set; }

    public bool IsForeign { get; private set; }

    /// <summary>The shop's code, or that of a symbol that it shares.</summary>
    public bool Takes(string? named)
    {
        var fits = named is null || CodesOf(named).Contains(currency.Code, StringComparer.Ordinal);
        IsForeign |= !fits;
        return fits;
    }

    public void AtMost(decimal amount) => Max = Math.Min(Max ?? long.MaxValue, Minor(amount));

    public void AtLeast(decimal amount) => Min = Math.Max(Min ?? 0, Minor(amount));

    public void Under(decimal amount) => Max = Math.Min(Max ?? long.MaxValue, Math.Max(0, Minor(amount) - 1));

    public void Over(decimal amount) => Min = Math.Max(Min ?? 0, Minor(amount) + 1);

    public void Between(decimal one, decimal other)
    {
        AtLeast(Math.Min(one, other));
        AtMost(Math.Max(one, other));
    }

    public void Around(decimal amount) => Between(amount * (1 - Near), amount * (1 + Near));

    private long Minor(decimal amount) => (long)Math.Round(Math.Clamp(amount, 0, Largest) * currency.Scale);

    private static string[] CodesOf(string named) => named.Trim().TrimEnd('s') switch
    {
        "$" or "dollar" or "buck" => ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"],
        "€" or "euro" or "eur" => ["EUR"],
        "£" or "pound" or "quid" or "gbp" => ["GBP"],
        "¥" or "yen" or "jpy" => ["JPY", "CNY"],
        "₩" or "won" or "원" or "krw" => ["KRW"],
        "us$" or "usd" => ["USD"],
        var code => [code.ToUpperInvariant()],
    };
}
