using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatCommerce.Commerce.Search.Questions;

/// <summary>"10만원 이하", "3~5만원", "5만원대", "3만원에서 5만원 사이", "오만원 미만".</summary>
internal static partial class KoreanPrices
{
    private const string Digits = "영일이삼사오육칠팔구";
    private const string Part = @"(?:[\d][\d,]*(?:\.\d+)?|[일이삼사오육칠팔구십백]+)";

    // With 만 or 천, or with 원 behind: a number alone is no amount.
    private const string Amount = @"(?:(?<![\d가-힣])(?:" + Part + @"?\s?만\s?(?:" + Part + @"?\s?천)?\s?(?:\d{1,4})?|" + Part + @"?\s?천|" + Part + @")\s?원|(?<![\d가-힣])" + Part + @"\s?만\s?(?:" + Part + @"?\s?천)?)";
    private const RegexOptions Options = RegexOptions.CultureInvariant;
    private const int Limit = 500;

    public static string Take(string text, PriceRange price)
    {
        if (!text.Contains('원', StringComparison.Ordinal) && !text.Contains('만', StringComparison.Ordinal))
        {
            return text;
        }

        text = Each(text, Span(), price, (a, b) => price.Between(a, b));
        text = Each(text, Band(), price, (a, _) => price.Between(a, a + UnitOf(a) - 1));
        text = Each(text, AtMost(), price, (a, _) => price.AtMost(a));
        text = Each(text, Under(), price, (a, _) => price.Under(a));
        text = Each(text, AtLeast(), price, (a, _) => price.AtLeast(a));
        text = Each(text, Over(), price, (a, _) => price.Over(a));
        return Each(text, Around(), price, (a, _) => price.Around(a));
    }

    private static string Each(string text, Regex phrase, PriceRange price, Action<decimal, decimal> apply) => phrase.Replace(text, match =>
    {
        if (price.Takes("원"))
        {
            var to = match.Groups["b"].Success ? match.Groups["b"].Value : match.Groups["a"].Value;
            apply(Read(WithUnit(match.Groups["a"].Value, to)), Read(to));
        }

        return " ";
    });

    /// <summary>In 3~5만원 the first number is 만 too.</summary>
    private static string WithUnit(string from, string to) =>
        from.Contains('만', StringComparison.Ordinal) || from.Contains('천', StringComparison.Ordinal) || from.Contains('원', StringComparison.Ordinal)
            ? from
            : to.Contains('만', StringComparison.Ordinal) ? from + "만" : to.Contains('천', StringComparison.Ordinal) ? from + "천" : from;

    private static decimal Read(string amount)
    {
        var s = amount.Replace(" ", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).TrimEnd('원');
        var (sum, man) = (0m, s.IndexOf('만', StringComparison.Ordinal));
        if (man >= 0)
        {
            sum += 10_000 * Count(s[..man], 1);
            s = s[(man + 1)..];
        }

        var thousand = s.IndexOf('천', StringComparison.Ordinal);
        if (thousand >= 0)
        {
            sum += 1000 * Count(s[..thousand], 1);
            s = s[(thousand + 1)..];
        }

        return sum + Count(s, 0);
    }

    /// <summary>A number in figures or in Hangul up to the hundreds; nothing written counts as <paramref name="none"/>.</summary>
    private static decimal Count(string s, decimal none)
    {
        if (s.Length == 0)
        {
            return none;
        }

        if (char.IsAsciiDigit(s[0]))
        {
            return decimal.TryParse(s, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figures) ? Math.Min(figures, 1_000_000_000_000m) : none;
        }

        var (sum, digit) = (0m, 0);
        foreach (var c in s)
        {
            if (c is '십' or '백')
            {
                sum += (digit == 0 ? 1 : digit) * (c == '십' ? 10 : 100);
                digit = 0;
            }
            else
            {
                digit = Math.Max(0, Digits.IndexOf(c, StringComparison.Ordinal));
            }
        }

        return sum + digit;
    }

    /// <summary>5만원대 ends before 6만, 10만원대 before 20만, 15만원대 before 16만.</summary>
    private static decimal UnitOf(decimal amount)
    {
        var unit = 1m;
        while (amount > 0 && amount % (unit * 10) == 0)
        {
            unit *= 10;
        }

        return unit;
    }

    [GeneratedRegex(@"(?<a>" + Amount + "|" + Part + @")\s?(?:~|-|–|에서|부터)\s?(?<b>" + Amount + @")\s?(?:사이|까지|정도)?(?:의|인|로)?", Options, Limit)]
    private static partial Regex Span();

    [GeneratedRegex(@"(?<a>" + Amount + @")\s?대(?![가-힣])(?:의|로|인)?|(?<a>" + Amount + @")\s?대(?:의|로|인|에서)", Options, Limit)]
    private static partial Regex Band();

    [GeneratedRegex(@"(?:예산은?\s?)(?<a>" + Amount + @")|(?<a>" + Amount + @")\s?(?:이하|이내|까지|안쪽|안에서|안으로|을?\s?안\s?넘는|을?\s?넘지\s?않는|내에서)(?:의|로|인|짜리)?", Options, Limit)]
    private static partial Regex AtMost();

    [GeneratedRegex(@"(?<a>" + Amount + @")\s?(?:미만|아래|밑|보다\s?(?:싼|저렴한|낮은)|언더)(?:의|로|인|짜리|으로)?", Options, Limit)]
    private static partial Regex Under();

    [GeneratedRegex(@"(?<a>" + Amount + @")\s?(?:이상|부터)(?:의|로|인|짜리)?", Options, Limit)]
    private static partial Regex AtLeast();

    [GeneratedRegex(@"(?<a>" + Amount + @")\s?(?:초과|(?:을\s?)?넘는|보다\s?(?:비싼|높은))(?:의|로|인)?", Options, Limit)]
    private static partial Regex Over();

    [GeneratedRegex(@"(?<a>" + Amount + @")\s?(?:정도|쯤|내외|전후|가량|짜리)?(?:의|로|인|하는)?", Options, Limit)]
    private static partial Regex Around();
}
