using ChatCommerce.Agent.Tools;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Turns;

/// <summary>Turns what tools showed and what the brain said into messages.</summary>
internal static class Reply
{
    /// <param name="text">The brain's words, checked; empty when the tools say it all.</param>
    public static IReadOnlyList<Outgoing> Of(IReadOnlyList<(int Round, ToolAnswer Answer)> answers, string text, ToolCall call)
    {
        var shown = Shown(answers);
        if (shown.Count == 0)
        {
            return [new(call.Say(text.Length > 0 ? text : call.Words.Safe) with { Choices = text.Length > 0 ? [] : Actions.Menu(call.Words) }, MessageClass.Reply)];
        }

        var last = shown[^1];
        if (text.Length > 0 && last.Class != MessageClass.Confirmation)
        {
            // The brain's words take the place of the tool's, so that nothing is said twice.
            shown[^1] = last with { Message = last.Message with { Text = text } };
        }

        return shown;
    }

    // A later look replaces earlier ones; a payment link or a confirmation is never dropped.
    private static List<Outgoing> Shown(IReadOnlyList<(int Round, ToolAnswer Answer)> answers)
    {
        var showing = answers.Where(a => a.Answer.Show is not null).ToList();
        var lastRound = showing.Count > 0 ? showing[^1].Round : 0;
        List<Outgoing> shown = [];
        foreach (var (_, answer) in showing.Where(a => a.Round == lastRound || a.Answer.Class != MessageClass.Reply))
        {
            var next = new Outgoing(answer.Show!, answer.Class);
            if (shown.Count > 0 && Join(shown[^1], next) is { } joined)
            {
                shown[^1] = joined;
            }
            else
            {
                shown.Add(next);
            }
        }

        return shown;
    }

    private static Outgoing? Join(Outgoing first, Outgoing second)
    {
        var (a, b) = (first.Message, second.Message);
        var plain = first.Class == second.Class && a.Cards.Count == 0 && b.Cards.Count == 0 && a.Link is null && a.Picture is null && b.Picture is null;
        return plain ? second with { Message = b with { Text = a.Text == b.Text ? b.Text : $"{a.Text}\n{b.Text}" } } : null;
    }
}
