using System.Text.RegularExpressions;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>Reads the answer to "there is only white, would you like it?". Naming the value is a yes only when nothing in the sentence asks or refuses.</summary>
internal static partial class OfferAnswers
{
    public static Move Declined { get; } = Move.To("show_menu", ("reason", "declined"));

    /// <param name="rest">The sentence without the quantity.</param>
    public static Move? Read(Sentence said, Question asking, string only, string rest, string? quantity)
    {
        var words = TitleMatch.Meaning(Denial.Replace(GoWith.Replace(rest, ""), " "));
        var others = words.FindAll(w => OptionWords.One([only], w) is null);
        return said.Plain switch
        {
            _ when others.Count > 0 && others.TrueForAll(said.Memory.NamesOption) => said.Answer(asking, string.Join(' ', others), quantity, others),
            _ when Refuses(said, others) => Declined,
            _ when PlainWords.YesOrNo(said.Text) is true || TakesIt.IsMatch(rest.Trim()) || NamesIt(said, words, others) => said.Answer(asking, $"{asking.Option} {only}", quantity),
            _ => OptionAnswers.Other(said, asking, others, quantity),
        };
    }

    // "Cancel my order" is about something else, and so is most of what holds a "not" among other words.
    private static bool Refuses(Sentence said, List<string> others) => PlainWords.YesOrNo(said.Text) is false
        || (Denial.IsMatch(said.Plain) && !OfOrder.IsMatch(said.Plain) && (others.Count == 0 || No.IsMatch(said.Plain)));

    private static bool NamesIt(Sentence said, List<string> words, List<string> others) => words.Count > 0 && others.Count == 0 && !Asks.IsMatch(said.Plain);

    [GeneratedRegex(@"^(no|nope|nah)\b|\b(not|don'?t|won'?t|never|without|hate|cancel)\b|^(아니\w*|아뇨)|\S*(싫|취소|말고)\S*|(^| )안 ?(사|살|해|할|주)\S*|됐어\S*|괜찮\S*", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Denial { get; }

    [GeneratedRegex(@"^(no|nope|nah)\b|^(아니|아뇨)", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex No { get; }

    [GeneratedRegex(@"\borders?\b|주문", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex OfOrder { get; }

    [GeneratedRegex(@"^(i'?ll|i'd|let'?s|let me|please)? ?go (for|with) ", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex GoWith { get; }

    [GeneratedRegex(@"^(do|does|is|are|what|which|how|why|only|just)\b|만 |만$|(나요|까요)$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Asks { get; }

    [GeneratedRegex(@"^((yes|yeah|yep|ok|okay|sure|fine|alright|great|please),? ?)*((i('d| would|'ll| will)|let'?s|i want)?( to)?( ?(take|have|like|love|get|buy|order|add|want))?( (it|that|this|one|that one|this one|the last one))?)?( to (my |the )?(cart|basket))?( then| please| thanks)*$"
        + @"|^((네|넵|예|응|그럼|그래요|좋아요|좋습니다),? ?)*((그|이)(걸로|거로|것으로|거|걸)(라?도)? ?)?(요|주세요|줘|줘요|할게요|할래요|살게요|주문할게요|구매할게요|결제할게요|주문해 ?주세요|담아 ?(주세요|줘)|부탁해요|부탁드려요|부탁드립니다)?$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex TakesIt { get; }
}
