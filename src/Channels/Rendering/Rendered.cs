using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

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

    /// <summary>Whether a provider shows it so when it tells us what was sent: by its words, or by its kind in brackets.</summary>
    public bool IsShownAs(string text) => Words(text) == Words(Text)
        || ((Picture is not null || Link is not null || Cards.Count > 0) && (text.Length == 0 || text is ['[', .., ']']));

    /// <summary>Every address that can be opened from this message, be it a button or part of the text.</summary>
    public bool Opens(string url) =>
        string.Equals(Link?.Url, url, StringComparison.Ordinal) || Cards.Any(c => c.Link?.Url == url) || Text.Contains(url, StringComparison.Ordinal);

    // White space is what providers change in a text.
    private static string Words(string text) => string.Concat(CustomerText.Clean(text).Where(c => !char.IsWhiteSpace(c)));
}

public sealed record Row(string Title, string Detail, string Payload);

public sealed record Numbered(int Number, Choice Choice);
