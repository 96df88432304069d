using System.Text;

namespace ChatCommerce.Platform.Messages;

/// <summary>What we want to say, richer than most channels can show; each channel's renderer lowers it without losing an action.</summary>
/// <param name="Text">Plain text, may be empty when there are cards.</param>
public sealed record RichMessage(string Text)
{
    public Picture? Picture { get; init; }

    public IReadOnlyList<Card> Cards { get; init; } = [];

    /// <summary>Quick answers, offered once under the message.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>The one address to open, such as a payment link.</summary>
    public LinkButton? Link { get; init; }

    /// <summary>What a template approved beforehand may say of this message: <c>number</c>, <c>amount</c>, <c>link</c>, <c>text</c> and the like.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Two-letter language the message is written in.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The message as text alone, for the inbox list, logs of the thread and a model's history.</summary>
    public string ToPlainText()
    {
        var text = new StringBuilder(Text);
        foreach (var (card, n) in Cards.Select((c, i) => (c, i + 1)))
        {
            text.Append('\n').Append(n).Append(". ").Append(card.Title);
            if (card.Subtitle.Length > 0)
            {
                text.Append(" · ").Append(card.Subtitle);
            }
        }

        if (Link is not null)
        {
            text.Append('\n').Append(Link.Label).Append(": ").Append(Link.Url);
        }

        return text.ToString().Trim();
    }
}

public sealed record Picture(string Url, string Alt)
{
    /// <summary>Where the same picture is a PNG, if <see cref="Url"/> is a drawing of ours: most messengers take no SVG.</summary>
    public string? Png { get; init; }
}

/// <param name="Subtitle">Price, stock and the like, one line.</param>
public sealed record Card(string Title, string Subtitle)
{
    public string Text { get; init; } = "";

    public Picture? Picture { get; init; }

    public IReadOnlyList<Choice> Choices { get; init; } = [];

    public LinkButton? Link { get; init; }
}

/// <param name="Label">What the button shows, also understood when typed back.</param>
/// <param name="Payload">What comes back when tapped: an action minted by us, at most 64 bytes so that every channel can carry it.</param>
public sealed record Choice(string Label, string Payload);

public sealed record LinkButton(string Label, string Url);

/// <summary>Which rules of a channel apply to a message, and whether an ambiguous send may be repeated.</summary>
public enum MessageClass
{
    /// <summary>The bot's answer to what the customer just said.</summary>
    Reply,

    /// <summary>News about an order that the customer did not ask for just now.</summary>
    Notice,
    PaymentLink,

    /// <summary>One confirmation of an opt-out or opt-in; sent even to the suppressed.</summary>
    Confirmation,

    /// <summary>Advertising: only with consent.</summary>
    Campaign,

    /// <summary>Written by a person of the shop.</summary>
    Human,
}
