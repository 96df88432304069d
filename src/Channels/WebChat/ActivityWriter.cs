using System.Globalization;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.WebChat;

/// <summary>Writes the activities that a web chat client reads back: ours, and the echo of its own.</summary>
public static class ActivityWriter
{
    private const string Channel = "directline";

    /// <summary>Our message as one activity: cards as hero cards, quick answers as suggested actions, a link as a button that opens it.</summary>
    public static Activity Write(Outbound outbound)
    {
        var message = outbound.Message;
        var attachments = Attachments(message);
        return new Activity
        {
            Type = "message",
            Id = ActivityJson.IdFromStore,
            Timestamp = Time(outbound.At),
            ChannelId = Channel,
            From = new(outbound.Account.ExternalId, outbound.StaffName ?? outbound.Account.Name, "bot"),
            Conversation = new(outbound.ThreadKey),
            Locale = message.Language,
            Text = message.Text,
            TextFormat = "plain",
            Attachments = attachments.Count > 0 ? attachments : null,
            AttachmentLayout = message.Cards.Count > 1 ? "carousel" : attachments.Count > 0 ? "list" : null,
            SuggestedActions = message.Choices.Count > 0 ? new([], [.. message.Choices.Select(Button)]) : null,
            ChannelData = outbound.StaffName is null ? null : ActivityJson.Element(new { author = "staff" }),
        };
    }

    /// <summary>
    /// The client's own activity as it is read back: with the id the client was told, and with the channel data it sent, by which the
    /// published client knows its own.
    /// </summary>
    public static Activity Echo(Activity said, Sending sending) => new()
    {
        Type = Clip(said.Type, 100),
        Id = sending.ActivityId,
        Timestamp = Time(sending.At),
        ChannelId = Channel,
        From = new(Clip(said.From?.Id, 200) is { Length: > 0 } id ? id : sending.Sender.Identifiers[0].Value, Clip(said.From?.Name, 200), "user"),
        Conversation = new(sending.ThreadKey),
        Locale = Clip(said.Locale, 35),
        Text = said.Text is null ? null : CustomerText.Clean(said.Text),
        TextFormat = said.Text is null ? null : "plain",
        Name = Clip(said.Name, 200),
        Value = ActivityJson.Echoable(said.Value),
        ChannelData = ActivityJson.Echoable(said.ChannelData),
        Attachments = said.Attachments is { Count: > 0 } sent ? [.. sent.OfType<Attachment>().Take(10).Select((a, n) => Echo(a, sending.FileAddress?.Invoke(n)))] : null,
    };

    /// <summary>The shop is writing: shown at once, never stored.</summary>
    public static Activity Typing(string threadKey, Party from, string id, DateTimeOffset at) =>
        new() { Type = "typing", Id = id, Timestamp = Time(at), ChannelId = Channel, From = from, Conversation = new(threadKey) };

    private static List<Attachment> Attachments(RichMessage message)
    {
        List<Attachment> attachments = [.. message.Cards.Select(Hero)];
        if (message.Picture is { } picture)
        {
            attachments.Insert(0, new() { ContentType = ImageType(picture.Url), ContentUrl = picture.Url, Name = picture.Alt });
        }

        if (message.Link is { } link)
        {
            attachments.Add(Hero(new HeroCard { Buttons = [Open(link)] }));
        }

        return attachments;
    }

    private static Attachment Hero(Card card) => Hero(new HeroCard
    {
        Title = card.Title,
        Subtitle = NullIfEmpty(card.Subtitle),
        Text = NullIfEmpty(card.Text),
        Images = card.Picture is null ? null : [new(card.Picture.Url, card.Picture.Alt)],
        Buttons = [.. card.Choices.Select(Button), .. card.Link is null ? (CardAction[])[] : [Open(card.Link)]],
    });

    private static Attachment Hero(HeroCard card) => new() { ContentType = Attachment.HeroCardType, Content = ActivityJson.Element(card) };

    private static CardAction Button(Choice choice) => new("messageBack", choice.Label, choice.Payload, choice.Label, choice.Label);

    private static CardAction Open(LinkButton link) => new("openUrl", link.Label, link.Url);

    private static string ImageType(string url) => Path.GetExtension(url.Split('?')[0]).ToLowerInvariant() switch
    {
        ".svg" => "image/svg+xml",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".webp" => "image/webp",
        ".gif" => "image/gif",
        _ => "image/png",
    };

    private static Attachment Echo(Attachment sent, string? address) => new() { ContentType = Clip(sent.ContentType, 200), ContentUrl = address, Name = Clip(sent.Name, 200) };

    private static string? Clip(string? text, int length) => text is null ? null : CustomerText.Cut(CustomerText.Clean(text), length);

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
