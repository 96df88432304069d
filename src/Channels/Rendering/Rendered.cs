using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Rendering;

/// <summary>One message a channel can show as it is. A rich message becomes one or several, sent in order.</summary>
public sealed record Rendered(string Text)
{
    public Picture? Picture { get; init; }

    /// <summary>A carousel within the channel's limits.</summary>
    public IReadOnlyList<Card> Cards { get; init; } = [];

    /// <summary>Buttons under the message, within the channel's limits.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>Rows of a list, instead of buttons.</summary>
    public IReadOnlyList<Row> Rows { get; init; } = [];

    public LinkButton? Link { get; init; }

    /// <summary>What a number means when the customer types it: set where actions became lines of the text.</summary>
    public IReadOnlyList<Numbered> Numbers { get; init; } = [];

    /// <summary>Every payload that can be reached from this message.</summary>
    public IEnumerable<string> Payloads =>
    [
        .. Cards.SelectMany(c => c.Choices).Select(c => c.Payload), .. Choices.Select(c => c.Payload), .. Rows.Select(r => r.Payload),
        .. Numbers.Select(n => n.Choice.Payload),
    ];

    /// <summary>Every address that can be opened from this message, be it a button or part of the text.</summary>
    public bool Opens(string url) =>
        string.Equals(Link?.Url, url, StringComparison.Ordinal) || Cards.Any(c => c.Link?.Url == url) || Text.Contains(url, StringComparison.Ordinal);
}

public sealed record Row(string Title, string Detail, string Payload);

public sealed record Numbered(int Number, Choice Choice);
