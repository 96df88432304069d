using System.Globalization;
using Markdig;

namespace ChatCommerce.Storefront.Shop;

internal static class Summary
{
    private const int Longest = 160;
    private static readonly MarkdownPipeline Plain = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>The beginning of a text, for a preview; cut between characters as people see them.</summary>
    public static string Of(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var info = new StringInfo(line);
        return info.LengthInTextElements <= Longest ? line : info.SubstringByTextElements(0, Longest - 1) + "…";
    }

    /// <summary>The same of a text with headings, emphasis and links, from its first paragraph on.</summary>
    public static string OfMarkdown(string markdown)
    {
        var lines = markdown.Split('\n').Where(l => !l.StartsWith('#') && !l.StartsWith('|'));
        return Of(Markdown.ToPlainText(string.Join('\n', lines), Plain));
    }
}
