using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Meta.Api;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.Messaging;

/// <summary>A customer's act as what an item of <c>messaging[]</c> carries.</summary>
internal static class MessagingContent
{
    public static JsonObject Message(PhoneChat chat, CustomerAct act, SandboxAddress address)
    {
        var message = new JsonObject { ["mid"] = act is DeleteMessage gone ? gone.MessageId : act.Id };
        switch (act)
        {
            case WriteText said:
                message["text"] = said.Text;
                break;
            case StartWithReference start:
                message["text"] = start.Text;
                message["referral"] = Referral(start);
                break;
            case AskAboutProduct asked:
                message["text"] = asked.Text;
                message["referral"] = new JsonObject { ["product"] = new JsonObject { ["id"] = "5120001112223" } };
                message["attachments"] = new JsonArray(Product(asked));
                break;
            case TapButton tapped:
                message["text"] = LabelOf(chat, tapped);
                message["quick_reply"] = new JsonObject { ["payload"] = tapped.Payload };
                break;
            case SendMedia sent:
                if (sent.Caption is { } caption)
                {
                    message["text"] = caption;
                }

                message["attachments"] = new JsonArray(File(chat, sent, address));
                break;
            case SendLocation place:
                message["attachments"] = new JsonArray(Location(place));
                break;
            case DeleteMessage:
                message["is_deleted"] = true;
                break;
        }

        if (act.ReplyTo is { } answered)
        {
            message["reply_to"] = new JsonObject { ["mid"] = answered };
        }

        return message;
    }

    public static bool IsQuickReply(PhoneChat chat, TapButton tapped) =>
        (tapped.MessageId is { } id ? chat.Find(id) : chat.Offering(tapped.Payload))?.QuickReplies.Any(reply => reply.Payload == tapped.Payload) == true;

    public static JsonObject Postback(PhoneChat chat, TapButton tapped) =>
        new() { ["mid"] = tapped.Id, ["title"] = LabelOf(chat, tapped), ["payload"] = tapped.Payload };

    public static JsonObject GetStarted(StartWithReference start) =>
        new() { ["mid"] = start.Id, ["title"] = "Get Started", ["payload"] = "GET_STARTED", ["referral"] = Referral(start) };

    public static JsonObject Referral(StartWithReference start) => new() { ["ref"] = start.Reference, ["source"] = "SHORTLINK", ["type"] = "OPEN_THREAD" };

    public static JsonObject Reaction(React react)
    {
        var reaction = new JsonObject { ["mid"] = react.MessageId, ["action"] = react.Emoji is null ? "unreact" : "react" };
        if (react.Emoji is { } emoji)
        {
            (reaction["reaction"], reaction["emoji"]) = ("other", emoji);
        }

        return reaction;
    }

    /// <summary>What the shop sent, as its applications hear of it. Only Messenger brings metadata and the application back.</summary>
    public static JsonObject Echo(Line line, Bubble bubble)
    {
        var echo = new JsonObject { ["mid"] = bubble.Id, ["is_echo"] = true };
        if (bubble.Text.Length > 0)
        {
            echo["text"] = bubble.Text;
        }
        else
        {
            echo["attachments"] = new JsonArray(new JsonObject { ["type"] = bubble.Cards.Count > 0 ? "template" : "image", ["payload"] = new JsonObject() });
        }

        if (line.Kind is MessagingPhone.Instagram)
        {
            return echo;
        }

        if (long.TryParse(line.Setting("app_id"), NumberStyles.None, CultureInfo.InvariantCulture, out var app))
        {
            echo["app_id"] = app;
        }

        using var raw = JsonDocument.Parse(bubble.Raw.Length > 0 ? bubble.Raw : "{}");
        if (raw.RootElement.TryGetProperty("message", out var message) && message.TryGetProperty("metadata", out var mark))
        {
            echo["metadata"] = mark.GetString();
        }

        return echo;
    }

    private static string LabelOf(PhoneChat chat, TapButton tapped) => tapped.Label.Length > 0 ? tapped.Label
        : chat.Offering(tapped.Payload)?.AllButtons.FirstOrDefault(button => button.Payload == tapped.Payload)?.Label ?? tapped.Payload;

    private static JsonObject File(PhoneChat chat, SendMedia sent, SandboxAddress address)
    {
        var payload = new JsonObject { ["url"] = address.Of($"{GraphRoutes.Root}/cdn/{chat.Line.Kind}/{sent.MediaId}") };
        if (sent.Kind is MediaKind.Sticker)
        {
            payload["sticker_id"] = 369239263222822;
        }

        return new() { ["type"] = sent.Kind is MediaKind.Sticker ? "image" : sent.Kind.ToString().ToLowerInvariant(), ["payload"] = payload };
    }

    private static JsonObject Location(SendLocation place) => new()
    {
        ["type"] = "location",
        ["title"] = place.Name ?? "Pinned location",
        ["payload"] = new JsonObject { ["coordinates"] = new JsonObject { ["lat"] = place.Latitude, ["long"] = place.Longitude } },
    };

    private static JsonObject Product(AskAboutProduct asked) => new()
    {
        ["type"] = "template",
        ["payload"] = new JsonObject
        {
            ["product"] = new JsonObject { ["elements"] = new JsonArray(new JsonObject { ["id"] = "5120001112223", ["retailer_id"] = asked.Sku, ["title"] = asked.Sku }) },
        },
    };
}
