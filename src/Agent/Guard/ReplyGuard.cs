using System.Text;
using System.Text.RegularExpressions;
using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Guard;

/// <summary>
/// Lets a brain's words through only when everything in them that records must know stands in this turn's tool results. It does not ask
/// whether a sentence is true; it refuses what no record of this turn could have said.
/// </summary>
internal static partial class ReplyGuard
{
    private const int Longest = 1_500;

    public static bool Accepts(string text, IReadOnlyList<ToolAnswer> answers)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (text.Length > Longest)
        {
            return false;
        }

        var said = Claims.Of(text);
        var known = Claims.Of(Evidence(answers, refusals: true));
        // What was refused did not happen, so a refusal proves no act.
        var done = Claims.Of(Evidence(answers, refusals: false));
        return said.Amounts.IsSubsetOf(known.Amounts)
            && said.Shares.IsSubsetOf(known.Shares)
            && said.Stock.IsSubsetOf(known.Stock)
            && said.Times.IsSubsetOf(known.Times)
            && said.Links.IsSubsetOf(known.Links)
            && said.Promises.IsSubsetOf(done.Promises)
            && said.Counts.IsSubsetOf([.. known.Figures, .. Places(answers)]);
    }

    // "Number 2" and "these 5" count what was shown.
    private static IEnumerable<decimal> Places(IReadOnlyList<ToolAnswer> answers)
    {
        var most = answers.Select(a => a.Show is { } show ? Math.Max(show.Cards.Count, show.Choices.Count) : 0).DefaultIfEmpty().Max();
        return Enumerable.Range(1, most).Select(n => (decimal)n);
    }

    private static string Evidence(IReadOnlyList<ToolAnswer> answers, bool refusals)
    {
        var evidence = new StringBuilder();
        foreach (var answer in answers.Where(a => refusals || a.Refusal is null))
        {
            // A refusal's message may repeat what the brain itself put in; what the customer is shown does not.
            evidence.Append(answer.Refusal is null ? answer.Facts.GetRawText() : "").Append('\n');
            if (answer.Show is { } show)
            {
                Append(evidence, show);
            }
        }

        return evidence.ToString();
    }

    private static void Append(StringBuilder evidence, RichMessage show)
    {
        evidence.Append(Quotes.Replace(show.ToPlainText(), " ")).Append('\n').AppendJoin('\n', show.Choices.Select(c => c.Label)).Append('\n');
        evidence.AppendJoin('\n', show.Cards.Select(c => $"{c.Text}\n{c.Link?.Url}")).Append('\n');
    }

    // What was searched for is repeated between quotation marks: somebody's words, not a record.
    [GeneratedRegex("“[^”]*”|‘[^’]*’", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Quotes { get; }
}
