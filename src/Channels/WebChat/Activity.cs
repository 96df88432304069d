using System.Text.Json;

namespace ChatCommerce.Channels.WebChat;

/// <summary>
/// One thing said or done in a Direct Line conversation: the members of the published Bot Framework Activity schema that we use. Members
/// we do not know are ignored; the bytes are kept as they came.
/// </summary>
public sealed record Activity
{
    public string? Type { get; init; }

    public string? Id { get; init; }

    public string? Timestamp { get; init; }

    public string? ChannelId { get; init; }

    public Party? From { get; init; }

    public Party? Recipient { get; init; }

    public ThreadRef? Conversation { get; init; }

    public string? ReplyToId { get; init; }

    public string? Locale { get; init; }

    public string? Text { get; init; }

    /// <summary><c>plain</c>: our text is never markdown.</summary>
    public string? TextFormat { get; init; }

    /// <summary>Name of an <c>event</c>.</summary>
    public string? Name { get; init; }

    /// <summary>What a button or an event carries.</summary>
    public JsonElement? Value { get; init; }

    public JsonElement? ChannelData { get; init; }

    /// <summary><c>list</c> or <c>carousel</c>.</summary>
    public string? AttachmentLayout { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    public IReadOnlyList<Reaction>? ReactionsAdded { get; init; }
}

/// <param name="Role"><c>bot</c> or <c>user</c>.</param>
public sealed record Party(string? Id, string? Name = null, string? Role = null);

public sealed record ThreadRef(string? Id);

public sealed record Reaction(string? Type);

public sealed record Attachment
{
    public const string HeroCardType = "application/vnd.microsoft.card.hero";

    public string? ContentType { get; init; }

    public string? ContentUrl { get; init; }

    public string? Name { get; init; }

    public JsonElement? Content { get; init; }
}

public sealed record HeroCard
{
    public string? Title { get; init; }

    public string? Subtitle { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<CardImage>? Images { get; init; }

    public IReadOnlyList<CardAction>? Buttons { get; init; }
}

public sealed record CardImage(string Url, string Alt);

/// <summary>A button. <c>messageBack</c> shows <paramref name="DisplayText"/> as said and sends <paramref name="Value"/>; <c>openUrl</c> opens it.</summary>
public sealed record CardAction(string Type, string Title, string Value, string? Text = null, string? DisplayText = null);

public sealed record SuggestedActions(IReadOnlyList<string> To, IReadOnlyList<CardAction> Actions);
