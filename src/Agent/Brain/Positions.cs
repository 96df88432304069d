using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Brain;

/// <summary>"2", "number two", "the second one", "두 번째 거", "last": a place in the list shown.</summary>
internal static partial class Positions
{
    private static readonly string[] English = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    private static readonly string[] Korean = ["첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"];

    /// <summary>The position, from 1, when the words hold one that the list has.</summary>
    public static int? Read(string words, int count)
    {
        var position = Of(words, count);
        return position >= 1 && position <= count ? position : null;
    }

    private static int Of(string words, int count)
    {
        if (Ordinal.Match(words) is { Success: true } ordinal)
        {
            return Array.IndexOf(English, ordinal.Groups["word"].Value) + 1;
        }

        if (KoreanOrdinal.Match(words) is { Success: true } korean)
        {
            var word = korean.Groups["word"].Value;
            return int.TryParse(word, out var n) ? n : Array.IndexOf(Korean, word) + 1;
        }

        if (Last.IsMatch(words))
        {
            return count;
        }

        return Number.Match(words) is { Success: true } number && int.TryParse(number.Groups["n"].Value, out var digits) ? digits : 0;
    }

    [GeneratedRegex(@"\b(?<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex Ordinal { get; }

    [GeneratedRegex(@"(?<word>첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d{1,2})\s?번\s?째|^\s*(?<word>\d{1,2})\s?번", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex KoreanOrdinal { get; }

    [GeneratedRegex(@"\b(the )?last (one|item)?$|마지막", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex Last { get; }

    [GeneratedRegex(@"^\s*(the |show (me )?|i like |i'd like |i'll take |give me )?(number |no\.? ?|option |item |#)?(?<n>\d{1,2})\s*(please)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex Number { get; }
}
