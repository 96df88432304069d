using System.Globalization;
using System.Text.RegularExpressions;
using ChatCommerce.Commerce.Search.Words;

namespace ChatCommerce.Commerce.Search.Questions;

/// <summary>"under 100", "below $80", "between 50 and 80", "$50-80", "100 or less".</summary>
internal static partial class EnglishPrices
{
    private const string Number = @"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?";
    private const string Word = @"dollars?|bucks?|usd|euros?|eur|pounds?|gbp|quid|won|krw|yen|jpy|cad|aud";

    // A number with a unit of its own is a weight, a length, an age: no price.
    private const string NoUnit = @"(?![\d.,]*\d)(?!\s?(?:kg|g|cm|mm|m|km|inch(?:es)?|in|ft|feet|months?|years?|days?|weeks?|hours?|minutes?|people|persons?|gb|tb|mb|w|watts?|v|volts?|lbs?|oz|ml|l|liters?|litres?|pcs|pieces?|packs?|stars?|hz|khz|mhz|ghz|mah|x|st|nd|rd|th|mm|pages?|seats?|seaters?|players?)\b)(?!\s?[%""'”°])";
    private const string First = @"(?<sym>us\$|[$€£¥₩])?\s?(?<a>" + Number + @")(?<ka>k\b)?(?:\s?(?<cur>(?:" + Word + @")\b))?" + NoUnit;
    private const string Second = @"(?:us\$|[$€£¥₩])?\s?(?<b>" + Number + @")(?<kb>k\b)?(?:\s?(?<cur2>(?:" + Word + @")\b))?" + NoUnit;
    private const string Lead = @"(?:\b(?:that |which )?(?:costs?|priced|price|is|are|for)\s+)?";
    private const RegexOptions Options = RegexOptions.CultureInvariant;
    private const int Limit = 500;

    public static string Take(string text, PriceRange price)
    {
        text = Each(text, BetweenWords(), price, (a, b) => price.Between(a, b ?? a));
        text = Each(text, Span(), price, (a, b) => price.Between(a, b ?? a));
        text = Each(text, AtMost(), price, (a, _) => price.AtMost(a));
        text = Each(text, Under(), price, (a, _) => price.Under(a));
        text = Each(text, AtLeast(), price, (a, _) => price.AtLeast(a));
        text = Each(text, Over(), price, (a, _) => price.Over(a));
        text = Each(text, OrLess(), price, (a, _) => price.AtMost(a));
        text = Each(text, OrMore(), price, (a, _) => price.AtLeast(a));
        return Each(text, Around(), price, (a, _) => price.Around(a));
    }

    private static string Each(string text, Regex phrase, PriceRange price, Action<decimal, decimal?> apply) => phrase.Replace(text, match =>
    {
        var named = new[] { "sym", "cur", "cur2" }.Select(n => match.Groups[n]).FirstOrDefault(g => g.Success)?.Value;
        if (price.Takes(named))
        {
            apply(Amount(match, "a", "ka")!.Value, Amount(match, "b", "kb"));
        }

        return " ";
    });

    private static decimal? Amount(Match match, string group, string thousand)
    {
        var digits = match.Groups[group].Value.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount * (match.Groups[thousand].Success ? 1000 : 1)
            : digits.Length > 0 ? decimal.MaxValue / 1_000_000 : null;
    }

    [GeneratedRegex(Lead + @"\b(?:between|from)\s+" + First + @"\s*(?:and|to|-|–|~)\s*" + Second, Options, Limit)]
    private static partial Regex BetweenWords();

    // A bare span may be anything; with a currency it is a price.
    [GeneratedRegex(Lead + @"(?:(?=us\$|[$€£¥₩])|(?=[\d.,k]+\s?(?:to|-|–|~)\s?[\d.,k]+\s?(?:" + Word + @")\b))" + First + @"\s?(?:to|-|–|~)\s?" + Second, Options, Limit)]
    private static partial Regex Span();

    [GeneratedRegex(Lead + @"(?:\b(?:up to|at most|no more than|not more than|max(?:imum)?(?: of| price)?|within|(?:my )?budget(?: is| of)?:?|not over|no higher than)|<=)\s*" + First, Options, Limit)]
    private static partial Regex AtMost();

    [GeneratedRegex(Lead + @"(?:\b(?:under|below|less than|cheaper than|lower than|beneath)|<)\s*" + First, Options, Limit)]
    private static partial Regex Under();

    [GeneratedRegex(Lead + @"(?:\b(?:at least|min(?:imum)?(?: of| price)?|starting (?:at|from)|no less than|not less than)|>=)\s*" + First, Options, Limit)]
    private static partial Regex AtLeast();

    [GeneratedRegex(Lead + @"(?:\b(?:over|above|more than|higher than|pricier than|more expensive than)|>)\s*" + First, Options, Limit)]
    private static partial Regex Over();

    [GeneratedRegex(First + @"\s*(?:or less|or under|or below|or cheaper|and under|and below|max(?:imum)?|tops|at most)\b", Options, Limit)]
    private static partial Regex OrLess();

    [GeneratedRegex(First + @"\s*(?:or more|or above|or over|and up|and above|or higher)\b", Options, Limit)]
    private static partial Regex OrMore();

    [GeneratedRegex(@"(?:\b(?:around|about|roughly|approximately|approx\.?)|~)\s*(?:(?=us\$|[$€£¥₩])|(?=[\d.,k]+\s?(?:" + Word + @")\b))" + First, Options, Limit)]
    private static partial Regex Around();
}
