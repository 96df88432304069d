using System.Text.Json.Nodes;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Meta.Messaging;

/// <summary>Writes the body of the Send API, which Messenger and Instagram share but for a few fields.</summary>
internal static class MessagingWriter
{
    private const int MostButtons = 3;

    /// <param name="marked">Whether the provider takes metadata with a message and brings it back in the echo.</param>
    public static JsonObject Write(OutboundPart part, bool marked)
    {
        var body = new JsonObject { ["recipient"] = new JsonObject { ["id"] = part.ThreadKey } };
        switch (part.Permit)
        {
            case HumanTagPermit:
                body["messaging_type"] = "MESSAGE_TAG";
                body["tag"] = "HUMAN_AGENT";
                break;
            case TemplatePermit:
                throw new ChannelTrouble(Retry.Permanent, "This channel has no templates that may be sent outside the window.");
            default:
                body["messaging_type"] = part.Class is MessageClass.Notice or MessageClass.PaymentLink ? "UPDATE" : "RESPONSE";
                break;
        }

        var message = Message(part.Content);
        if (marked)
        {
            message["metadata"] = part.Mark;
        }

        body["message"] = message;
        return body;
    }

    public static JsonObject Act(string threadKey, string action) =>
        new() { ["recipient"] = new JsonObject { ["id"] = threadKey }, ["sender_action"] = action };

    private static JsonObject Message(Rendered content)
    {
        var message = content switch
        {
            { Cards.Count: > 0 } => Template(new() { ["template_type"] = "generic", ["elements"] = new JsonArray([.. content.Cards.Select(Element)]) }),
            { Link: not null } => Template(LinkButtons(content)),
            { Picture: { } picture } when Takes(picture) => Attachment("image", new() { ["url"] = picture.Url }),
            _ => new JsonObject { ["text"] = Text(content) },
        };
        if (content.Choices.Count > 0 && !OnTemplate(content))
        {
            message["quick_replies"] = new JsonArray([.. content.Choices.Select(QuickReply)]);
        }

        return message;
    }

    // Quick replies vanish with the next message, buttons of a template stay: few actions beside a link become buttons.
    private static bool OnTemplate(Rendered content) => content.Link is not null && content.Cards.Count == 0 && content.Choices.Count < MostButtons;

    private static string Text(Rendered content) => content.Text.Length > 0 ? content.Text
        : content.Picture is { } picture ? $"{picture.Alt}\n{picture.Url}".Trim() : "👇";

    private static JsonObject LinkButtons(Rendered content)
    {
        var buttons = new JsonArray(Open(content.Link!));
        foreach (var choice in OnTemplate(content) ? content.Choices : [])
        {
            buttons.Add(Postback(choice));
        }

        return new() { ["template_type"] = "button", ["text"] = content.Text.Length > 0 ? content.Text : content.Link!.Label, ["buttons"] = buttons };
    }

    private static JsonObject Element(Card card)
    {
        var element = new JsonObject { ["title"] = card.Title };
        if (card.Subtitle.Length > 0)
        {
            element["subtitle"] = card.Subtitle;
        }

        if (card.Picture is { } picture && Takes(picture))
        {
            element["image_url"] = picture.Url;
        }

        JsonObject[] buttons = [.. card.Choices.Select(Postback), .. card.Link is null ? (JsonObject[])[] : [Open(card.Link)]];
        if (buttons.Length > 0)
        {
            element["buttons"] = new JsonArray([.. buttons]);
        }

        return element;
    }

    private static JsonObject Template(JsonObject payload) => Attachment("template", payload);

    private static JsonObject Attachment(string type, JsonObject payload) =>
        new() { ["attachment"] = new JsonObject { ["type"] = type, ["payload"] = payload } };

    private static JsonObject QuickReply(Choice choice) =>
        new() { ["content_type"] = "text", ["title"] = choice.Label, ["payload"] = choice.Payload };

    private static JsonObject Postback(Choice choice) =>
        new() { ["type"] = "postback", ["title"] = choice.Label, ["payload"] = choice.Payload };

    private static JsonObject Open(LinkButton link) => new() { ["type"] = "web_url", ["title"] = link.Label, ["url"] = link.Url };

    /// <summary>Drawings are not shown; a card without its picture is better than none.</summary>
    public static bool Takes(Picture picture) =>
        Uri.TryCreate(picture.Url, UriKind.Absolute, out var address) && Path.GetExtension(address.AbsolutePath).ToLowerInvariant() is not (".svg" or ".avif");
}
