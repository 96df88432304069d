using System.Text.RegularExpressions;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>Reads a sentence as the answer to "which size?"; null when it is something else.</summary>
internal static partial class OptionAnswers
{
    private const int MostWords = 6;

    public static Move? Read(Sentence said, Question asking)
    {
        if (Spoken.Words(said.Text).Count > MostWords || LooksElsewhere(said, asking))
        {
            return null;
        }

        var (quantity, rest) = said.IsKorean ? HowMany.Korean(said.Plain) : (null, said.Plain);
        if (Value(asking, rest) is { } value)
        {
            return said.Answer(asking, $"{value}, {rest}", quantity);
        }

        if (Value(asking, said.Plain) is { } whole)
        {
            return said.Answer(asking, whole, null);
        }

        return Other(said, asking) ?? YesOrNo(said, asking);
    }

    /// <summary>The value that the text names, by itself or by its place.</summary>
    public static string? Value(Question asking, string text) =>
        OptionWords.One(asking.Values, text) ?? (Positions.Read(text, asking.Values.Count) is { } position ? asking.Values[position - 1] : null);

    // "Do you have 42?" is an answer, "do you sell white mugs?" is none although the mug comes in white.
    private static bool LooksElsewhere(Sentence said, Question asking) =>
        Looking.IsMatch(said.Plain) && TitleMatch.Meaning(said.Plain).Exists(w => OptionWords.One(asking.Values, w) is null);

    // Another option of the same product is taken as well; what the product does not come in is no search either: the tool says so and asks again.
    private static Move? Other(Sentence said, Question asking) => TitleMatch.Meaning(said.Plain) switch
    {
        [_, ..] words when words.TrueForAll(said.Memory.NamesOption) => said.Answer(asking, said.Plain, null),
        [_, ..] words when words.TrueForAll(ValueWords.Knows) || BareSize.IsMatch(said.Plain) => said.Answer(asking, $"{asking.Option} {said.Plain}", null),
        _ => null,
    };

    // Only one value was offered, and only then is a yes an answer.
    private static Move? YesOrNo(Sentence said, Question asking) => (PlainWords.YesOrNo(said.Text), asking.Values) switch
    {
        (false, _) => Move.To("show_menu", ("reason", "declined")),
        (true, [var only]) => said.Answer(asking, only, null),
        (null, [var only]) when TakesIt.IsMatch(said.Plain) => said.Answer(asking, only, null),
        _ => null,
    };

    [GeneratedRegex(@"^(do|does|have|is|are|any|what|which|how|where|when|why|who|show|find|search|(i'm |i am )?looking)\b|(보여|찾아|추천해) ?(줘|주세요|주실래요)$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Looking { get; }

    [GeneratedRegex(@"^((a|in|size|us|eu|uk|사이즈) )*(\d{1,3}([.,]\d)?|x{0,3}[sl]|m|[2-6]xl)( ?(mm|cm|호|사이즈|이?요|으?로|please|주세요))*$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex BareSize { get; }

    [GeneratedRegex(@"^((yes|yeah|ok|okay|sure|fine|alright|please),? )*((i'?ll|i will|i'd like to|i want to|let'?s|please) )?(take|have|add|get|buy) (it|that|this|one|that one|this one)( to (my |the )?(cart|basket))?( then| please| thanks)*$"
        + @"|^((네|넵|예|응|그럼|좋아요),? )*((그|이)(걸로|거로|것으로|거|걸)라?도? ?)?(주세요|줘|줘요|할게요|살게요|담아 ?(주세요|줘)|부탁해요|부탁드려요)$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex TakesIt { get; }
}
