using System.Text.RegularExpressions;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Agent.Brain;

/// <summary>From what was said to the tools that answer it.</summary>
internal static partial class Understanding
{
    private const int Longest = 400;
    private const int MostMoves = 5;

    // Said beside something that wants an answer, these need none of their own.
    private static readonly HashSet<string> Courtesies = ["welcome", "thanks", "bye", "nothing-asked", "declined", "media"];

    private static readonly string[] Pages = ["p:", "v:", "order:"];

    public static IReadOnlyList<Move> Of(IReadOnlyList<InboundContent> said, Context context)
    {
        if (Plain(said, context) is { } plain)
        {
            return [plain];
        }

        List<Move> moves = [];
        foreach (var content in said)
        {
            moves.AddRange(Read(content, context));
        }

        var wanted = Joined(OnceAnswered(Pointed(moves, context.Reference), context.Memory.Asking));
        return wanted.Count > 0 ? wanted : [Move.To("show_menu", ("reason", "welcome"))];
    }

    // Who came through a link of the shop's pages means what it points to: that is shown first, and it is what "it" means. A name that an
    // advertisement gives itself points to nothing here.
    private static List<Move> Pointed(List<Move> moves, string? reference)
    {
        if (reference is null || !Pages.Any(kind => reference.StartsWith(kind, StringComparison.Ordinal)))
        {
            return moves;
        }

        if (moves.FindIndex(m => m.Tool == "add_to_cart" && !m.Arguments.ContainsKey("item")) is >= 0 and var add)
        {
            moves[add] = moves[add] with { Arguments = new Dictionary<string, string>(moves[add].Arguments) { ["item"] = reference } };
            return moves;
        }

        var pointed = reference.StartsWith("order:", StringComparison.Ordinal) ? Move.To("order_status", ("number", reference[6..])) : Move.To("show_product", ("item", reference));
        return [pointed, .. moves.Where(m => m.Tool is not ("search_products" or "show_menu"))];
    }

    /// <summary>What stands above everything else said in the turn.</summary>
    private static Move? Plain(IReadOnlyList<InboundContent> said, Context context)
    {
        var lines = said.Where(s => s is not ChoiceTapped).Select(s => s.Line).ToList();
        return context switch
        {
            _ when lines.Exists(PlainWords.Stops) => Move.To("stop_messages"),
            _ when lines.Exists(PlainWords.Starts) => Move.To("start_messages"),
            { Confirmed: true } => Move.To("confirm_action"),
            { Confirmed: false } => Move.To("decline_action"),
            _ when lines.Exists(PlainWords.WantsHuman) => Move.To("hand_off"),
            _ => null,
        };
    }

    private static IEnumerable<Move> Read(InboundContent content, Context context) => content switch
    {
        ChoiceTapped tap => [Taps.Read(tap, context)],
        ProductAsked asked => [Move.To("show_product", ("item", asked.Sku))],
        CatalogCartSent cart => cart.Lines.Take(MostMoves).Select(l => Move.To("add_to_cart", ("item", l.Sku), ("quantity", $"{l.Quantity}"))),
        MediaSent { Caption: { Length: > 0 } caption } => Sentences(caption, context),
        MediaSent or LocationSent or ContactSent or FormSent or Unsupported => [Move.To("show_menu", ("reason", "media"))],
        Referred => [],
        _ => Sentences(content.Line, context),
    };

    private static List<Move> Sentences(string line, Context context)
    {
        List<Move> moves = [];
        Sentence? before = null;
        foreach (var text in SentenceEnd.Split(CustomerText.Cut(line, Longest)).Select(t => Marks.Replace(t, "").Trim()).Where(t => t.Length > 0))
        {
            var sentence = new Sentence(text, context);
            foreach (var move in Read(sentence))
            {
                moves.Add(Completed(move, before, moves));
            }

            before = sentence;
        }

        return moves;
    }

    private static IReadOnlyList<Move> Read(Sentence sentence) => Answers.Read(sentence) switch
    {
        { } answer => [answer],
        null when Linking.Read(sentence) is { } link => [link],
        null when sentence.IsKorean => [Answers.Completed(KoreanReader.Read(sentence), sentence)],
        _ => [.. EnglishReader.Read(sentence).Select(move => Answers.Completed(move, sentence))],
    };

    // "Yes! I'll take it" answers one question, not two; "white? no" is a no.
    private static List<Move> OnceAnswered(List<Move> moves, Question? asking)
    {
        if (asking is not { Kind: QuestionKind.Option, Product: { } product })
        {
            return moves;
        }

        var answers = moves.FindAll(m => m.Tool == "add_to_cart" && m.Arguments.GetValueOrDefault("item") == Actions.Product(product));
        if (answers.Count > 0 && moves.Contains(OfferAnswers.Declined))
        {
            return moves.FindAll(m => !answers.Contains(m));
        }

        if (answers.Count > 1)
        {
            moves[moves.IndexOf(answers[0])] = Answers.Together(answers, asking);
            moves.RemoveAll(answers.Skip(1).Contains);
        }

        return moves;
    }

    // "You said the knife is $5. Add it for $5": what "it" is stands in the sentence before, which then asks for nothing itself.
    private static Move Completed(Move move, Sentence? before, List<Move> moves)
    {
        var bare = move.Tool == "add_to_cart" && string.IsNullOrEmpty(move.Arguments.GetValueOrDefault("item")?.Trim('.', ' '));
        if (before is null || !bare && !OnlyPrice.IsMatch(move.Arguments.GetValueOrDefault("item") ?? "x") || moves is not [.., { Tool: "search_products" or "show_menu" }])
        {
            return move;
        }

        moves.RemoveAt(moves.Count - 1);
        return move with { Arguments = new Dictionary<string, string>(move.Arguments) { ["item"] = before.Text } };
    }

    private static List<Move> Joined(List<Move> moves)
    {
        var real = moves.FindAll(m => !(m.Tool == "show_menu" && Courtesies.Contains(m.Arguments.GetValueOrDefault("reason") ?? "")));
        List<Move> joined = [];
        foreach (var move in real.Count > 0 ? real : moves.TakeLast(1))
        {
            if (joined is [.., { Tool: "search_products" } last] && move.Tool == "search_products" && !move.Arguments.ContainsKey("skip"))
            {
                joined[^1] = Move.To("search_products", ("query", $"{last.Arguments.GetValueOrDefault("query")} {move.Arguments.GetValueOrDefault("query")}"));
            }
            else
            {
                joined.Add(move);
            }
        }

        return [.. joined.Take(MostMoves)];
    }

    [GeneratedRegex(@"(?<=[!?。！？\n])\s*|(?<=\p{L}{2}\.|\d\.)\s+|,? and (then )?(?=(check ?out|pay|show|add|remove|then|cancel|what|how|do you|where)\b)", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex SentenceEnd { get; }

    [GeneratedRegex(@"[\s.!?~,…。！？ㅎㅋㅠㅜ^]+$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Marks { get; }

    [GeneratedRegex(@"^\s*\S*\d\S*\s?(천|만|백)?\s?원(에|으로)?\s*$|^\s*(for )?[$₩€£]\s?\d\S*\s*$", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex OnlyPrice { get; }
}
