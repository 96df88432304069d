using System.Text;
using System.Text.Json;
using ChatCommerce.Sandbox.Meta.Api;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.Messaging;

/// <summary>Reads a message of the Send API, with its limits, into what a phone shows.</summary>
internal static class MessagingMessage
{
    private const int MostInstagramBytes = 1_000;

    /// <exception cref="Refused">It is not what the API takes.</exception>
    public static Bubble Read(JsonElement message, string kind)
    {
        Demand.Optional(message, "metadata", 1_000);
        var bubble = Demand.Member(message, "attachment") is { ValueKind: JsonValueKind.Object } attachment ? Attachment(attachment) : new Bubble { Text = Text(message, kind) };
        return bubble with { QuickReplies = QuickReplies(message) };
    }

    private static string Text(JsonElement message, string kind)
    {
        var text = Demand.Text(message, "text", 2_000);
        return kind is MessagingPhone.Instagram && Encoding.UTF8.GetByteCount(text) > MostInstagramBytes
            ? throw new Refused(MetaError.Parameter($"Length of param message[text] must be less than or equal to {MostInstagramBytes} bytes.")) : text;
    }

    private static List<BubbleButton> QuickReplies(JsonElement message) => Demand.Member(message, "quick_replies").ValueKind is JsonValueKind.Undefined ? []
        : Demand.List(message, "quick_replies", 1, 13).ConvertAll(reply => Demand.Text(reply, "content_type", 20) is "text"
            ? new BubbleButton(Demand.Text(reply, "title", 20), Demand.Text(reply, "payload", 1_000))
            : throw new Refused(MetaError.Parameter("content_type is text.")));

    private static Bubble Attachment(JsonElement attachment)
    {
        var payload = Demand.Object(attachment, "payload");
        return Demand.Text(attachment, "type", 20) switch
        {
            "template" => Template(payload),
            "image" => new Bubble { Media = new BubbleMedia(MediaKind.Image, Demand.Address(payload, "url")) },
            "audio" => new Bubble { Media = new BubbleMedia(MediaKind.Audio, Demand.Address(payload, "url")) },
            "video" => new Bubble { Media = new BubbleMedia(MediaKind.Video, Demand.Address(payload, "url")) },
            "file" => new Bubble { Media = new BubbleMedia(MediaKind.File, Demand.Address(payload, "url")) },
            var other => throw new Refused(MetaError.Parameter($"attachment type {other} is not known.")),
        };
    }

    private static Bubble Template(JsonElement payload) => Demand.Text(payload, "template_type", 40) switch
    {
        "generic" => new Bubble { Cards = Demand.List(payload, "elements", 1, 10).ConvertAll(Card) },
        "button" => new Bubble { Text = Demand.Text(payload, "text", 640), Buttons = Demand.List(payload, "buttons", 1, 3).ConvertAll(Button) },
        var other => throw new Refused(MetaError.Parameter($"template_type {other} is not played here.")),
    };

    private static BubbleCard Card(JsonElement element)
    {
        var buttons = Demand.Member(element, "buttons").ValueKind is JsonValueKind.Undefined ? [] : Demand.List(element, "buttons", 1, 3).ConvertAll(Button);
        var picture = Demand.Member(element, "image_url").ValueKind is JsonValueKind.Undefined ? null : Demand.Address(element, "image_url");
        var card = new BubbleCard(Demand.Text(element, "title", 80), Demand.Optional(element, "subtitle", 80), picture) { Buttons = buttons };
        return card is { Subtitle: null, Picture: null, Buttons.Count: 0 }
            ? throw new Refused(MetaError.Parameter("An element needs something besides its title.")) : card;
    }

    private static BubbleButton Button(JsonElement button)
    {
        var title = Demand.Text(button, "title", 20);
        return Demand.Text(button, "type", 20) switch
        {
            "postback" => new BubbleButton(title, Demand.Text(button, "payload", 1_000)),
            "web_url" => new BubbleButton(title, Url: Demand.Address(button, "url")),
            var other => throw new Refused(MetaError.Parameter($"button type {other} is not played here.")),
        };
    }
}
