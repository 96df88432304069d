using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Brain;

/// <summary>What the built-in brain does once tools have answered: nothing more, except after a second failure in a row.</summary>
internal static class AfterTools
{
    public static IReadOnlyList<Move> Next(IReadOnlyList<ChatMessage> messages, Context context)
    {
        var answers = messages[^1].Contents.OfType<FunctionResultContent>().Select(r => r.RawRepresentation).OfType<ToolAnswer>().ToList();
        var lost = answers.Count > 0 && answers.TrueForAll(a => a.Unsure);
        return lost && context.Failures > 0 ? [Move.To("hand_off", ("reason", HandOffRequest.NotUnderstood))] : [];
    }
}
