using System.Text;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Telegram;

/// <summary>Messages of the bot: checked as Telegram checks them, then on the phone.</summary>
internal sealed class BotMessages(Arrivals arrivals, PhoneChats chats)
{
    private const int LongestText = 4_096;
    private const int LongestCaption = 1_024;
    private const int MostButtons = 100;

    public IEnumerable<PhoneChat> ChatsOf(Line line) => chats.NewestFirst.Where(chat => chat.Line.Key == line.Key);

    public IResult Text(Line line, BotParameters given)
    {
        var text = given.Text("text");
        return text.Trim().Length == 0 ? BotAnswer.Bad("message text is empty")
            : text.Length > LongestText ? BotAnswer.Bad("message is too long")
            : Put(line, given, new Bubble { Text = text, Media = Preview(given) });
    }

    public IResult Photo(Line line, BotParameters given)
    {
        var caption = given.Text("caption");
        if (!Uri.TryCreate(given.Text("photo"), UriKind.Absolute, out var photo) || photo.Scheme is not ("http" or "https"))
        {
            return BotAnswer.Bad("wrong file identifier/HTTP URL specified");
        }

        if (photo.AbsolutePath.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            return BotAnswer.Bad("wrong type of the web page content");
        }

        return caption.Length > LongestCaption
            ? BotAnswer.Bad("message caption is too long")
            : Put(line, given, new Bubble { Text = caption, Media = new BubbleMedia(MediaKind.Image, photo.AbsoluteUri) });
    }

    private IResult Put(Line line, BotParameters given, Bubble bubble)
    {
        if (arrivals.Find(line, given.Text("chat_id")) is not { } chat)
        {
            return BotAnswer.Bad("chat not found");
        }

        if (chat.CustomerWroteAt is null)
        {
            return BotAnswer.Forbidden("bot can't initiate conversation with a user");
        }

        if (chat.Stopped)
        {
            return BotAnswer.Forbidden("bot was blocked by the user");
        }

        var buttons = Buttons(given.Given["reply_markup"]);
        if (buttons.Select(Wrong).FirstOrDefault(wrong => wrong is not null) is { } bad)
        {
            return BotAnswer.Bad(bad);
        }

        if (buttons.Count > MostButtons)
        {
            return BotAnswer.Bad("reply markup is too long");
        }

        var landed = arrivals.Received(line, given.Text("chat_id"), bubble with { Buttons = [.. buttons.Select(Button)], Raw = given.Raw });
        return landed is null ? BotAnswer.Bad("chat not found") : BotAnswer.Ok(Updates.OfBot(landed.Chat, landed.Bubble));
    }

    private static List<JsonObject> Buttons(JsonNode? markup) =>
        (markup as JsonObject)?["inline_keyboard"] is JsonArray rows ? [.. rows.OfType<JsonArray>().SelectMany(row => row.OfType<JsonObject>())] : [];

    // Each button has a label and exactly one thing it does.
    private static string? Wrong(JsonObject button)
    {
        var (label, payload, url) = (Of(button, "text"), Of(button, "callback_data"), Of(button, "url"));
        return (label, payload, url) switch
        {
            (null or "", _, _) => "Text buttons are unallowed in the inline keyboard",
            (_, null, null) or (_, not null, not null) => "Text buttons are unallowed in the inline keyboard",
            (_, { } data, _) => Encoding.UTF8.GetByteCount(data) is < 1 or > 64 ? "BUTTON_DATA_INVALID" : null,
            (_, _, { } address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https" or "tg")
                ? null : $"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL",
        };
    }

    private static BubbleButton Button(JsonObject button) => new(Of(button, "text") ?? "", Of(button, "callback_data") ?? "", Of(button, "url"));

    private static BubbleMedia? Preview(BotParameters given) =>
        given.Given["link_preview_options"] is JsonObject options && Of(options, "url") is { } url ? new BubbleMedia(MediaKind.Image, url) : null;

    private static string? Of(JsonObject from, string name) => from[name] is JsonValue value ? value.ToString() : null;
}
