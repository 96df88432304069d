namespace ChatCommerce.Sandbox.Phones.Chats;

public enum BubbleState
{
    Sent,
    Delivered,
    Read,
    Failed,
}

/// <summary>One message as a phone shows it.</summary>
public sealed record Bubble
{
    /// <summary>The provider's id of the message; left empty, <see cref="IPhoneProvider.NewMessageId"/> gives it.</summary>
    public string Id { get; init; } = "";

    public bool FromShop { get; init; }

    public DateTimeOffset At { get; init; }

    public BubbleState State { get; init; }

    public string Text { get; init; } = "";

    public BubbleMedia? Media { get; init; }

    public IReadOnlyList<BubbleCard> Cards { get; init; } = [];

    /// <summary>Under the text; with an address, it opens that instead of answering.</summary>
    public IReadOnlyList<BubbleButton> Buttons { get; init; } = [];

    /// <summary>Above the keyboard, gone after the next message.</summary>
    public IReadOnlyList<BubbleButton> QuickReplies { get; init; } = [];

    public BubbleList? List { get; init; }

    public string? Header { get; init; }

    public string? Footer { get; init; }

    public BubblePlace? Place { get; init; }

    /// <summary>The message it answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>An emoji that the other side put on it.</summary>
    public string? Reaction { get; init; }

    public bool Edited { get; init; }

    public bool Deleted { get; init; }

    /// <summary>A small word above it: the template's name, a message tag.</summary>
    public string? Note { get; init; }

    /// <summary>What went over the wire.</summary>
    public string Raw { get; init; } = "";

    /// <summary>Everything that can be tapped, wherever it stands.</summary>
    public IEnumerable<BubbleButton> AllButtons => Buttons.Concat(QuickReplies).Concat(Cards.SelectMany(card => card.Buttons));
}

/// <param name="Address">Where the phone loads it from: the shop's address, or <see cref="MediaShelf.AddressOf"/>.</param>
public sealed record BubbleMedia(MediaKind Kind, string Address, string? FileName = null);

public sealed record BubbleButton(string Label, string Payload = "", string? Url = null);

public sealed record BubbleCard(string Title, string? Subtitle = null, string? Picture = null, string? Url = null)
{
    public IReadOnlyList<BubbleButton> Buttons { get; init; } = [];
}

/// <param name="Label">What opens the list.</param>
public sealed record BubbleList(string Label, IReadOnlyList<BubbleSection> Sections)
{
    public IEnumerable<BubbleRow> Rows => Sections.SelectMany(section => section.Rows);
}

public sealed record BubbleSection(string? Title, IReadOnlyList<BubbleRow> Rows);

public sealed record BubbleRow(string Payload, string Title, string? Description = null);

public sealed record BubblePlace(double Latitude, double Longitude, string? Name);
