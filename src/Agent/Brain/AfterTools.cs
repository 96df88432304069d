using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Brain;

/// <summary>What the built-in brain does once tools have answered: mostly nothing more.</summary>
internal static class AfterTools
{
    public static IReadOnlyList<Move> Next(IReadOnlyList<ChatMessage> messages, Context context)
    {
        var answers = messages[^1].Contents.OfType<FunctionResultContent>().Select(r => r.RawRepresentation).OfType<ToolAnswer>().ToList();
        return answers switch
        {
            // A second failure in a row.
            [_, ..] when context.Failures > 0 && answers.TrueForAll(a => a.Unsure) => [Move.To("hand_off", ("reason", HandOffRequest.NotUnderstood))],
            // "Which size?" "Checkout": they mean what was asked about, and the question stands.
            [{ Refusal.Code: "cart-empty" }] when context.Memory.Asking is { Kind: QuestionKind.Option } asking => [new Sentence("", context).Answer(asking, "", null)],
            _ => [],
        };
    }
}
