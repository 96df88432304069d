using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Words;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Turns;

/// <summary>What code must know of the customer's lines before any brain reads them.</summary>
internal sealed record Heard(IReadOnlyList<string> Lines, IReadOnlyList<ChoiceTapped> Taps)
{
    private static readonly HashSet<string> EnglishWords =
    [
        "the", "a", "an", "is", "are", "my", "your", "you", "i", "i'm", "do", "have", "hello", "hi", "please", "show", "add", "what", "where", "how", "can",
        "want", "need", "looking", "for", "and", "of", "in", "cart", "thanks", "thank", "order", "to", "it", "under", "checkout",
    ];

    public bool Stops => Lines.Any(PlainWords.Stops);

    public bool Starts => !Stops && Lines.Any(PlainWords.Starts);

    /// <summary>A tap, silence, its end, a person, a yes or no: code knows what to do, no model is asked.</summary>
    public bool Plain => Stops || Starts || Taps.Count > 0 || Lines.Any(PlainWords.WantsHuman);

    public static Heard Of(TurnRequest request) => new(
        [.. request.Said.Where(s => s is not ChoiceTapped).Select(s => s is MediaSent media ? media.Caption ?? "" : s.Line)],
        [.. request.Said.OfType<ChoiceTapped>()]);

    /// <summary>
    /// The confirmation in these lines: a tapped button names its action; a plain yes or no counts only for the question asked last, and
    /// only when everything said is that.
    /// </summary>
    public Grant? Grant(Memory memory)
    {
        if (Taps.Select(t => Actions.ReadConfirm(t.Payload)).LastOrDefault(g => g is not null) is { } tapped)
        {
            return tapped;
        }

        var answers = Lines.Select(PlainWords.YesOrNo).Distinct().ToList();
        return memory.Asking is { Kind: QuestionKind.Confirm, Action: { } action } && Taps.Count == 0 && answers is [{ } yes] ? new(action, yes) : null;
    }

    /// <summary>The language to answer in: another one than before only when the lines are clearly in it and the shop speaks it.</summary>
    public string Language(string before, Shop shop)
    {
        var current = Phrases.Speak(before) ? before : shop.OwnLanguage;
        var heard = string.Join(' ', Lines);
        if (heard.Any(c => c is >= '가' and <= '힣'))
        {
            return Spoken("ko", current, shop);
        }

        return current != "en" && PlainWords.Bare(heard).Split(' ').Count(EnglishWords.Contains) >= 2 ? Spoken("en", current, shop) : current;
    }

    private static string Spoken(string language, string current, Shop shop) =>
        Phrases.Speak(language) && shop.Languages.Contains(language) ? language : current;
}
