using System.Globalization;
using System.Text.RegularExpressions;
using ChatCommerce.Commerce.Carts;

namespace ChatCommerce.Agent.Brain;

/// <summary>
/// Finds how many somebody wants in what they wrote. What it finds is passed on as written, so that the cart refuses "0", "1.5" and the
/// like in one place; only dozens and couples are counted out.
/// </summary>
internal static partial class HowMany
{
    private const string NumberWord = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty";
    private const string KoreanNumber = "스무|열두|열한|열다섯|열네|열세|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|하나|둘|셋|넷";
    private const string Counter = "개|켤레|벌|장|병|봉지|봉|잔|권|박스|자루|쌍|대|통|세트|다스|타스";

    /// <summary>A quantity before the thing: "2 tempo lite", "two of the blue one", "a dozen mugs", "-1 knives".</summary>
    public static (string? Quantity, string Item) Leading(string text)
    {
        var match = LeadingNumber.Match(text);
        return match.Success ? (Count(match.Groups["n"].Value), match.Groups["rest"].Value) : (null, text);
    }

    /// <summary>A Korean quantity anywhere: "두 켤레", "１２개", "하나", "열두 다스".</summary>
    public static (string? Quantity, string Item) Korean(string text)
    {
        var match = KoreanQuantity.Match(text);
        if (!match.Success)
        {
            return (null, text);
        }

        var quantity = match.Groups["n"].Value;
        return (Count(quantity), text.Remove(match.Index, match.Length).Insert(match.Index, " "));
    }

    /// <summary>The whole text as a quantity, when it looks like one: "two", "1.5", "twelve dozen", "다섯 개".</summary>
    public static string? Whole(string text) => WholeQuantity.IsMatch(text.Trim()) ? Count(text.Trim()) : null;

    private static string Count(string text)
    {
        var plain = text.Trim();
        if (Dozens.Match(plain) is { Success: true } dozens)
        {
            var word = dozens.Groups["n"].Value.Trim();
            var times = word switch { "" or "a" => 1, "half a" => 0.5, _ => Times(word) };
            return ((int)(times * 12)).ToString(CultureInfo.InvariantCulture);
        }

        return plain switch
        {
            "a couple" or "a couple of" or "couple" => "2",
            "a" or "an" or "a pair of" or "a pair" => "1",
            "스무" or "스무 개" or "스무개" => "20",
            _ => plain,
        };
    }

    private static int Times(string word) => word switch
    {
        "열두" => 12,
        "열한" => 11,
        "스무" => 20,
        _ => Quantity.Read(word) is { Ok: true } read ? read.Value : 0,
    };

    [GeneratedRegex(@"^(the )?(?<n>(a |half a |(" + NumberWord + @"|\d+) )?dozen|a couple( of)?|a pair of|-?\d[\d.,]*|" + NumberWord + @"|an?)\s*(x\s+|×\s*)?( of )?(?<rest>(of )?\S.*)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex LeadingNumber { get; }

    [GeneratedRegex(@"(^|(?<=\s))(?<n>(-?\d[\d.,]*|" + KoreanNumber + @")\s?(" + Counter + @"))(만|씩|로|으로|를|을)?(?=\s|$|요|더|담|주|추|빼|넣|바)|(^|(?<=\s))(?<n>하나|둘|셋|넷|다섯|여섯)(만|씩|를|을)?(?=\s|$)|(?<n>-?\d[\d.,]*\s?개)(만|씩|로|으로|를|을)?", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex KoreanQuantity { get; }

    [GeneratedRegex(@"^(-?\d[\d.,]*|(a |half a |(" + NumberWord + @"|\d+) )?dozen|a couple( of)?|" + NumberWord + @"|(-?\d[\d.,]*|" + KoreanNumber + @")\s?(" + Counter + @")?)( pieces| pairs| items)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex WholeQuantity { get; }

    [GeneratedRegex(@"^(?<n>.*?)\s*(dozen|다스|타스)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex Dozens { get; }
}
