using System.ComponentModel;
using ChatCommerce.Commerce.Documents;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Agent.Tools;

/// <summary>What the shop has written down: shipping, returns, hours, payment, about.</summary>
public sealed class ShopTools(Documents documents)
{
    private const int Candidates = 8;
    private const int LongestQuote = 900;
    private const double NearlyAsGood = 0.4;

    [Description("Looks a question about the shop up in its own documents and quotes the passage with its title.")]
    public async Task<ToolAnswer> SearchDocuments(
        ToolCall call,
        [Description("The customer's question, in their words.")] string? question = null,
        [Description("The page it is about, when clear: shipping, returns, hours, payment, care or about.")] string? topic = null,
        CancellationToken ct = default)
    {
        var hits = await documents.Search(call.Db, $"{question} {topic}", call.Language, Candidates, ct);
        List<DocumentHit> about = [.. hits.Where(h => h.Slug == topic)];
        var quoted = Quoted(about.Count > 0 ? about : [.. hits]);
        if (quoted.Count == 0)
        {
            return ToolAnswer.Of(new { passages = Array.Empty<object>(), hours = Hours(call) }) with
            {
                Show = call.Say(call.Words.NoAnswerFound) with { Choices = CatalogTools.Elsewhere(call) },
            };
        }

        return ToolAnswer.Of(new { passages = quoted.Select(h => new { h.Title, h.Heading, h.Text }), hours = Hours(call) }) with
        {
            Show = call.Say(string.Join('\n', quoted.Select(h => CustomerText.Brief(h.Text, LongestQuote)).Append($"— {Source(quoted[0])}"))),
        };
    }

    // The passage that leads the page holds its terms; it comes before the best one when it is nearly as good and both stay short.
    private static List<DocumentHit> Quoted(List<DocumentHit> hits)
    {
        if (hits is not [var best, ..])
        {
            return [];
        }

        var lead = hits.Find(h => h.Slug == best.Slug && h.Heading == h.Title && h.Score >= best.Score * NearlyAsGood);
        return lead is null || lead == best || lead.Text.Length + best.Text.Length > LongestQuote ? [best] : [lead, best];
    }

    private static string Source(DocumentHit hit) => hit.Heading == hit.Title ? hit.Title : $"{hit.Title}: {hit.Heading}";

    private static IEnumerable<string> Hours(ToolCall call) => call.Shop.OpeningHours.Select(h => $"{h.Days} {h.Open}-{h.Close}");
}
