using System.Text.RegularExpressions;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>Reads a sentence as the answer to "which size?"; null when it is something else.</summary>
internal static partial class OptionAnswers
{
    private const int MostWords = 6;

    private static readonly HashSet<string> Asking =
        ["show", "see", "find", "what", "which", "about", "how", "there", "available", "stock", "sell", "보여", "보여줘", "보여주세요", "있어요", "있나요"];

    public static Move? Read(Sentence said, Question asking)
    {
        if (Spoken.Words(said.Text).Count > MostWords || LooksElsewhere(said, asking))
        {
            return null;
        }

        var (quantity, rest) = said.IsKorean ? HowMany.Korean(said.Plain) : (null, said.Plain);
        return asking.Values is [var only]
            ? OfferAnswers.Read(said, asking, only, rest, quantity)
            : Chosen(said, asking, rest, quantity) ?? (rest == said.Plain ? null : Chosen(said, asking, said.Plain, null))
                ?? Other(said, asking, TitleMatch.Meaning(rest), quantity) ?? (PlainWords.YesOrNo(said.Text) is false ? OfferAnswers.Declined : null);
    }

    /// <summary>The value that the text names, by itself or by its place.</summary>
    public static string? Value(Question asking, string text) => OptionWords.One(asking.Values, text) ?? Placed(asking, text);

    /// <summary>
    /// Another option of the same product is taken as well; what the product does not come in is no search either: the tool says so and asks again.
    /// </summary>
    public static Move? Other(Sentence said, Question asking, List<string> words, string? quantity) => words switch
    {
        [_, ..] when words.TrueForAll(said.Memory.NamesOption) => said.Answer(asking, string.Join(' ', words), quantity, words),
        [_, ..] when words.TrueForAll(ValueWords.Knows) || BareSize.IsMatch(said.Plain) => said.Answer(asking, $"{asking.Option} {said.Plain}", quantity),
        _ => null,
    };

    // What stands beside the value may name another option anew: "42, but in white".
    private static Move? Chosen(Sentence said, Question asking, string text, string? quantity)
    {
        if (OptionWords.One(asking.Values, text, out var rest) is { } named)
        {
            var others = TitleMatch.Meaning(rest);
            return said.Answer(asking, string.Join(' ', [asking.Option, named, .. others]), quantity, others);
        }

        return Placed(asking, text) is { } placed ? said.Answer(asking, $"{asking.Option} {placed}", quantity) : null;
    }

    private static string? Placed(Question asking, string text) => Positions.Read(text, asking.Values.Count) is { } position ? asking.Values[position - 1] : null;

    // "Do you have 42?" is an answer, "do you sell white mugs?" is none although the mug comes in white.
    // Nor are "blue women's running shoes", of which only some words are in the name of what was asked about.
    private static bool LooksElsewhere(Sentence said, Question asking)
    {
        var words = TitleMatch.Meaning(said.Plain).FindAll(w => !Asking.Contains(w) && OptionWords.One(asking.Values, w) is null && !said.Memory.NamesOption(w));
        var title = Spoken.Words(said.Memory.List.FirstOrDefault(l => l.Product == asking.Product)?.Title ?? "");
        var strange = words.Count(w => !Spoken.InTitle(w, title));
        return Looking.IsMatch(said.Plain) ? words.Count > 0 : strange > 0 && strange < words.Count;
    }

    [GeneratedRegex(@"^(do|does|have|is|are|any|what|which|how|where|when|why|who|show|find|search|(i'm |i am )?looking)\b|(보여|찾아|추천해) ?(줘|주세요|주실래요)$"
        + @"|\b(under|below|over|above|up to|less than|cheaper than) [$₩€£]?\d|\d(천|만)? ?원", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Looking { get; }

    [GeneratedRegex(@"^((a|in|size|us|eu|uk|사이즈) )*(\d{1,3}([.,]\d)?|x{0,3}[sl]|m|[2-6]xl)( ?(mm|cm|호|사이즈|이?요|으?로|please|주세요))*$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex BareSize { get; }
}
