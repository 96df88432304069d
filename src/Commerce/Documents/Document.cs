namespace ChatCommerce.Commerce.Documents;

public enum DocumentKind
{
    /// <summary>Shipping, returns, about: the assistant answers from it.</summary>
    Page,

    /// <summary>An article.</summary>
    Post,
}

/// <summary>A text of the shop.</summary>
/// <param name="Slug">Its name in addresses, such as <c>shipping</c>.</param>
/// <param name="Language">Two-letter code.</param>
/// <param name="Body">Markdown without front matter.</param>
/// <param name="PublishedOn">Day of a post.</param>
public sealed record Document(
    DocumentId Id, string Slug, DocumentKind Kind, string Title, string Language, string Body, bool Published, DateOnly? PublishedOn, DateTimeOffset UpdatedAt);

/// <summary>A text to save under its kind, slug and language, in place of the one that was there.</summary>
public sealed record DocumentDraft(
    string Slug, DocumentKind Kind, string Title, string Language, string Body, bool Published = true, DateOnly? PublishedOn = null);

/// <summary>A passage that answers a question.</summary>
/// <param name="Heading">Of the passage; the title for what stands before the first heading.</param>
/// <param name="Text">Plain text, lines kept.</param>
/// <param name="Score">0 to 1: the share of what was asked, rare words counting more, that this passage speaks of.</param>
public sealed record DocumentHit(DocumentId DocumentId, string Slug, string Title, string Heading, string Text, double Score);
