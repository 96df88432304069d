using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Guard;

/// <summary>What a text asserts that only records can know: amounts, shares, stock, dates, addresses, promises and other figures.</summary>
internal sealed record Claims
{
    public HashSet<decimal> Amounts { get; } = [];

    public HashSet<decimal> Shares { get; } = [];

    public HashSet<decimal> Stock { get; } = [];

    /// <summary>Figures that count or order things, such as "the 2 jackets".</summary>
    public HashSet<decimal> Counts { get; } = [];

    /// <summary>Every figure, whatever it stands for.</summary>
    public HashSet<decimal> Figures { get; } = [];

    public HashSet<string> Times { get; } = [];

    public HashSet<string> Links { get; } = [];

    /// <summary>Phrases that promise or report something: free, refund, cancelled.</summary>
    public HashSet<string> Promises { get; } = [];

    public static Claims Of(string text)
    {
        var claims = new Claims();
        var rest = Normal(text);
        rest = Take(rest, ClaimPatterns.Link, m => claims.Links.Add(m.Value.TrimEnd('.', ',', ')', ']', '!', '?', '"', '\\')));
        rest = Take(rest, ClaimPatterns.Time, m => claims.Times.Add(ClaimPatterns.Space.Replace(m.Value, "")));
        rest = Take(rest, ClaimPatterns.Share, m => claims.Shares.Add(Number(m)));
        rest = Take(rest, ClaimPatterns.SpelledAmount, m => claims.Times.Add(m.Value));
        rest = Take(rest, ClaimPatterns.Amount, m => claims.Amounts.Add(Number(m)));
        rest = Take(rest, ClaimPatterns.Stock, m => claims.Stock.Add(Number(m)));
        foreach (Match match in ClaimPatterns.Promise.Matches(rest))
        {
            claims.Promises.Add(Stem(match.Groups["word"].Value));
        }

        Take(rest, ClaimPatterns.Figure, m => claims.Counts.Add(Number(m)));
        claims.Figures.UnionWith([.. claims.Amounts, .. claims.Shares, .. claims.Stock, .. claims.Counts]);
        return claims;
    }

    private static string Normal(string text) => text.Normalize(System.Text.NormalizationForm.FormKC).Replace('’', '\'').ToLowerInvariant();

    private static string Take(string text, Regex pattern, Action<Match> found) => pattern.Replace(text, match =>
    {
        found(match);
        return " ";
    });

    // 1,200.50; 3만 5천; 10k. A number that cannot be read is no number of any record.
    private static decimal Number(Match match)
    {
        if (match.Groups["ten"].Success)
        {
            return (Plain(match.Groups["ten"].Value) * 10_000) + (match.Groups["thousand"].Success ? Plain(match.Groups["thousand"].Value) * 1_000 : 0);
        }

        return Plain(match.Groups["n"].Value) * (match.Groups["scale"].Value switch { "천" or "k" => 1_000, "백" => 100, "억" => 100_000_000, _ => 1 });
    }

    private static decimal Plain(string digits) =>
        decimal.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1e15m ? number : -1;

    private static string Stem(string word) => word switch
    {
        "cancelled" or "canceled" => "cancelled",
        "discounts" or "discounted" => "discount",
        "coupons" => "coupon",
        "refunds" or "refunded" => "refund",
        "guaranteed" or "guarantees" => "guarantee",
        _ => word,
    };
}
