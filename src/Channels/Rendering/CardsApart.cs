using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Rendering;

/// <summary>
/// Products on a channel without carousels. One alone is the message itself: its picture, what it says, and everything that can be tapped
/// under it. Of several the first few stand so, one after the other; the others are rows of a list, so that a chat is not flooded.
/// </summary>
internal static class CardsApart
{
    /// <summary>The messages that the cards make, in order; the last one holds what is left.</summary>
    public static IEnumerable<RichMessage> Of(RichMessage message, Capabilities limits)
    {
        if (limits.Cards > 0 || message.Cards.Count == 0)
        {
            return [message];
        }

        return message.Cards is [var only] ? [Alone(message, only, limits)] : Several(message, limits);
    }

    // One card left over costs no more as a message than as a list, so it is never left over.
    private static IEnumerable<RichMessage> Several(RichMessage message, Capabilities limits)
    {
        var tapped = limits.PictureBesideChoices;
        var most = Math.Min(limits.CardMessages, tapped ? message.Cards.Count - 1 : message.Cards.Count);
        var apart = message.Cards.Take(most).TakeWhile(card => StandsAlone(card, limits)).ToList();
        if (apart.Count == 0)
        {
            return [message];
        }

        var left = message.Cards.Skip(apart.Count);
        var rest = message with { Text = "", Picture = null, Cards = tapped ? [.. left] : [.. ToTap(apart), .. left] };
        return
        [
            .. apart.Select((card, n) => Alone(Opening(message, n), tapped ? card : card with { Choices = [] }, limits)),
            tapped && rest.Cards is [var last] ? Alone(rest, last, limits) : rest,
        ];
    }

    // Where a picture takes no buttons beside it, what was shown is tapped in the list below.
    private static IEnumerable<Card> ToTap(IEnumerable<Card> shown) => shown.Where(c => c.Choices.Count > 0).Select(c => c with { Text = "", Link = null });

    private static bool StandsAlone(Card card, Capabilities limits) =>
        card.Picture is { } picture && limits.Shows(picture) && card.Choices.Count <= limits.Choices;

    private static RichMessage Opening(RichMessage message, int n) =>
        n == 0 ? message with { Cards = [], Choices = [], Link = null } : new("") { Language = message.Language };

    // What is said with a card introduces it; with choices of its own it is their question and stands just above them.
    private static RichMessage Alone(RichMessage message, Card card, Capabilities limits)
    {
        Choice[] choices = [.. card.Choices, .. message.Choices];
        var picture = card.Picture is { } shown && limits.Shows(shown) ? shown : message.Picture;
        var opens = message.Link is null && (limits.LinkBesideChoices || choices.Length == 0) && (limits.PictureBesideChoices || picture is null);
        string[] lines = [card.Title, card.Subtitle, card.Text, card.Link is { } link && !opens ? $"{link.Label}: {link.Url}" : ""];
        var about = string.Join('\n', lines.Where(line => line.Length > 0));
        return message with
        {
            Text = string.Join("\n\n", (message.Choices.Count > 0 ? [about, message.Text] : new[] { message.Text, about }).Where(text => text.Length > 0)),
            Picture = picture,
            Choices = choices,
            Link = opens ? card.Link : message.Link,
            Cards = [],
        };
    }
}
