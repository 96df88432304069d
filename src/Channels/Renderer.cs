using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels;

/// <summary>
/// Lowers a rich message to what a channel can show. Nothing that can be tapped or opened is lost: buttons become a list, a list becomes
/// numbered text whose numbers can be typed back, a link becomes its address; a long text becomes several messages in order.
/// </summary>
public static class Renderer
{
    /// <summary>One or more messages to send in order; the last one carries the actions, so that they stand below everything.</summary>
    public static IReadOnlyList<Rendered> Lower(RichMessage message, Capabilities limits) =>
        [.. CardsApart.Of(ShownPictures.Of(message, limits), limits).SelectMany(one => LowerOne(one, limits))];

    private static List<Rendered> LowerOne(RichMessage message, Capabilities limits)
    {
        List<Rendered> parts = [];
        var last = new Rendered(message.Text.Trim()) { Picture = message.Picture };
        if (message.Cards.Count > 0 && limits.Cards > 0)
        {
            AddText(parts, last with { Text = Joined(last.Text, limits.CardText ? [] : CardTexts(message.Cards)) }, limits);
            AddCarousels(parts, message.Cards, limits);
            last = new Rendered("");
        }

        var actions = new Actions([.. CardOffers(message.Cards, limits), .. message.Choices.Select(c => new Offer(c, c.Label))]);
        last = actions.Under(last with { Text = Joined(last.Text, CardLines(message.Cards, limits)) }, limits);
        AddLast(parts, last, message.Link, limits);
        return parts;
    }

    /// <summary>The same in words alone, for a provider that could not take it as it was: a picture becomes its address, actions become numbered lines.</summary>
    public static IReadOnlyList<Rendered> InWords(RichMessage message, Capabilities limits) => Lower(
        message with
        {
            Text = Joined(message.Text, message.Picture is { } picture ? [picture.Url] : []),
            Picture = null,
            Cards = [.. message.Cards.Select(card => card with { Picture = null })],
        },
        limits with { Choices = 0, Rows = 0, Cards = 0, LinkButton = false });

    private static void AddLast(List<Rendered> parts, Rendered last, LinkButton? link, Capabilities limits)
    {
        if (link is null)
        {
            AddText(parts, last, limits);
        }
        else if (!limits.LinkButton)
        {
            AddText(parts, last with { Text = Joined(last.Text, [$"{link.Label}: {link.Url}"]) }, limits);
        }
        else if (limits.LinkBesideChoices || last is { Choices.Count: 0, Rows.Count: 0 })
        {
            AddText(parts, last with { Link = Short(link, limits) }, limits);
        }
        else
        {
            AddText(parts, last, limits);
            AddText(parts, new Rendered(link.Label) { Link = Short(link, limits) }, limits);
        }
    }

    // The picture opens the first part; buttons, list, link and numbers stand under the last.
    private static void AddText(List<Rendered> parts, Rendered message, Capabilities limits)
    {
        if (message.Picture is not null && StandsApart(message, limits))
        {
            parts.Add(new Rendered("") { Picture = message.Picture });
            message = message with { Picture = null };
        }

        var texts = TextSplitter.Split(message.Text, Room(message, limits), limits.TextUnit);
        if (texts.Count <= 1)
        {
            AddUnlessEmpty(parts, message with { Text = texts.FirstOrDefault("") });
            return;
        }

        parts.Add(new Rendered(texts[0]) { Picture = message.Picture });
        parts.AddRange(texts.Skip(1).SkipLast(1).Select(t => new Rendered(t)));
        parts.Add(message with { Text = texts[^1], Picture = null });
    }

    private static bool StandsApart(Rendered message, Capabilities limits) =>
        (!limits.PictureBesideText && (message.Text.Length > 0 || message.Link is not null))
        || (!limits.PictureBesideChoices && (message.Choices.Count > 0 || message.Link is not null))
        || (!limits.PictureBesideRows && message.Rows.Count > 0)
        || (limits.PictureAsLink && message.Text.Length > 0 && message.Text.Length + 1 + message.Picture!.Url.Length > limits.TextLength);

    // How long a text may be with what stands beside it.
    private static int Room(Rendered message, Capabilities limits)
    {
        var actions = message.Choices.Count + message.Rows.Count > 0 ? limits.TextWithActions : null;
        var link = message.Link is null ? null : limits.TextWithLink ?? limits.TextWithActions;
        var picture = message.Picture is null ? null : limits.TextWithPicture;
        return Math.Min(Math.Min(actions ?? limits.TextLength, link ?? limits.TextLength), picture ?? limits.TextLength);
    }

    // Actions with no text to stand under hang on the carousel before them.
    private static void AddUnlessEmpty(List<Rendered> parts, Rendered message)
    {
        if (message is { Text: "", Picture: null, Choices.Count: 0, Rows.Count: 0, Link: null })
        {
            return;
        }

        if (message is { Text: "", Picture: null } && parts is [.., { Cards.Count: > 0 } before])
        {
            parts[^1] = before with { Choices = message.Choices, Rows = message.Rows, Link = message.Link };
            return;
        }

        parts.Add(message);
    }

    private static void AddCarousels(List<Rendered> parts, IReadOnlyList<Card> cards, Capabilities limits)
    {
        foreach (var chunk in cards.Chunk(limits.Cards))
        {
            parts.Add(new Rendered("") { Cards = [.. chunk.Select(card => Short(card, limits))] });
        }
    }

    private static Card Short(Card card, Capabilities limits) => card with
    {
        Title = TextLimit.Label(card.Title, limits.CardTextLength),
        Subtitle = TextLimit.Label(card.Subtitle, limits.CardTextLength),
        Link = card.Link is null ? null : Short(card.Link, limits),
        Choices = [.. card.Choices.Take(Room(card, limits)).Select(c => c with { Label = TextLimit.Label(c.Label, limits.LabelLength) })],
    };

    private static LinkButton Short(LinkButton link, Capabilities limits) => link with { Label = TextLimit.Label(link.Label, limits.LabelLength) };

    private static int Room(Card card, Capabilities limits) => Math.Max(0, limits.CardButtons - (card.Link is null ? 0 : 1));

    // With cards: the actions a card has no room for. Without: every action, the first of each card being the card itself.
    private static IEnumerable<Offer> CardOffers(IReadOnlyList<Card> cards, Capabilities limits) => limits.Cards > 0
        ? cards.SelectMany(card => card.Choices.Skip(Room(card, limits)).Select(c => Further(card, c)))
        : [.. cards.Where(c => c.Choices.Count > 0).Select(c => new Offer(c.Choices[0], c.Title, c.Subtitle.Length > 0 ? c.Subtitle : c.Choices[0].Label)),
           .. cards.SelectMany(card => card.Choices.Skip(1).Select(c => Further(card, c)))];

    private static Offer Further(Card card, Choice choice) => new(choice with { Label = $"{choice.Label}: {card.Title}" }, $"{choice.Label}: {card.Title}");

    // What a card shows and opens, when the channel has no cards and an action's line does not say it already.
    private static IEnumerable<string> CardLines(IReadOnlyList<Card> cards, Capabilities limits) => limits.Cards > 0
        ? []
        : cards.SelectMany(card => (string[])
        [
            card.Choices.Count > 0 ? "" : card.Subtitle.Length > 0 ? $"{card.Title} · {card.Subtitle}" : card.Title,
            card.Text.Length > 0 ? $"{card.Title}: {card.Text}" : "",
            card.Link is null ? "" : $"{card.Title}: {card.Link.Url}",
        ]).Where(line => line.Length > 0);

    // What a card has no room for is said above it; of one alone it is plain whose it is.
    private static IEnumerable<string> CardTexts(IReadOnlyList<Card> cards) => cards is [var only]
        ? [only.Text]
        : cards.Where(card => card.Text.Length > 0).Select(card => $"{card.Title}: {card.Text}");

    private static string Joined(string text, IEnumerable<string> lines) => string.Join('\n', [text, .. lines]).Trim();
}
