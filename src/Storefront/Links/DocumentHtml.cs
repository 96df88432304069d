using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ChatCommerce.Storefront.Links;

/// <summary>A shop's Markdown as HTML. Raw HTML shows as text, links lead only where links may, and headings start below the page's own.</summary>
internal static class DocumentHtml
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();
    private static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    /// <param name="title">A first heading that says the same is left out: the page shows it already.</param>
    public static string Of(string markdown, string title)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        if (document.FirstOrDefault() is HeadingBlock { Level: 1 } first && Text(first) == title)
        {
            document.Remove(first);
        }

        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Clamp(heading.Level, 2, 6);
        }

        // Alignment would come out as style attributes, which the content policy forbids.
        foreach (var column in document.Descendants<Table>().SelectMany(t => t.ColumnDefinitions))
        {
            column.Alignment = null;
        }

        foreach (var link in document.Descendants<LinkInline>().Where(l => !MayLead(l.Url, l.IsImage)))
        {
            link.Url = "";
        }

        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !MayLead(l.Url, false)).ToList())
        {
            link.ReplaceBy(new LiteralInline(link.Url));
        }

        return document.ToHtml(Pipeline);
    }

    private static string Text(HeadingBlock heading) => string.Concat(heading.Inline?.Descendants<LiteralInline>().Select(l => l.Content.ToString()) ?? []);

    // A path of this site, or an address of a kind that runs nothing.
    private static bool MayLead(string? url, bool isPicture)
    {
        if (string.IsNullOrEmpty(url) || url[0] is '#' || (url[0] is '/' && !url.StartsWith("//", StringComparison.Ordinal)))
        {
            return true;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out var address) && (isPicture ? address.Scheme == "https" : Schemes.Contains(address.Scheme));
    }
}
