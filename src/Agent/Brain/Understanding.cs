using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Brain;

/// <summary>From what was said to the tools that answer it.</summary>
internal static class Understanding
{
    public static IReadOnlyList<Move> Of(IReadOnlyList<InboundContent> said, Context context)
    {
        var lines = said.Select(s => s.Line).ToList();
        if (lines.Exists(PlainWords.Stops))
        {
            return [Move.To("stop_messages")];
        }

        if (lines.Exists(PlainWords.Starts))
        {
            return [Move.To("start_messages")];
        }

        return lines.Exists(PlainWords.WantsHuman) ? [Move.To("hand_off")] : [Move.To("show_menu", ("reason", "welcome"))];
    }
}
