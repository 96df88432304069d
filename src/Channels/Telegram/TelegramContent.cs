using System.Collections.Frozen;
using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Telegram;

/// <summary>What a message of the Bot API says (core.telegram.org/bots/api#message).</summary>
internal static class TelegramContent
{
    // Members that stand beside what a message says, so the first other one names its kind.
    private static readonly FrozenSet<string> Frame = new[]
    {
        "message_id", "message_thread_id", "from", "sender_chat", "chat", "date", "edit_date", "forward_origin", "reply_to_message", "external_reply", "quote",
        "via_bot", "media_group_id", "author_signature", "entities", "caption", "caption_entities", "link_preview_options", "effect_id", "reply_markup",
        "has_protected_content", "has_media_spoiler", "is_from_offline", "show_caption_above_media", "sender_boost_count", "is_topic_message", "text",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <returns>What was said, and the reference of the deep link that opened the chat.</returns>
    public static (InboundContent Content, string? Reference) Read(JsonElement message) =>
        message.Said("text") is { Length: > 0 } text ? Said(text) : (Shared(message) ?? new Unsupported(KindOf(message)), null);

    public static Sender SenderOf(JsonElement person)
    {
        var name = $"{person.Label("first_name")} {person.Label("last_name")}".Trim();
        return new([new("telegram_user", TelegramKeys.Update(person.Whole("id") ?? 0))], name.Length > 0 ? name : null, person.Language("language_code"));
    }

    /// <summary>What the tapped button showed; the payload itself when its message is too old to be sent along.</summary>
    public static string LabelOf(JsonElement message, string payload) =>
        message.At("reply_markup").Items("inline_keyboard").Where(row => row.ValueKind is JsonValueKind.Array).SelectMany(row => row.EnumerateArray())
            .Where(button => button.Label("callback_data") == payload).Select(button => button.LabelOrNull("text")).FirstOrDefault() ?? payload;

    private static InboundContent? Shared(JsonElement message) => (InboundContent?)Media(message) ?? (InboundContent?)Place(message) ?? Contact(message);

    private static (InboundContent, string?) Said(string text)
    {
        if (!text.StartsWith('/'))
        {
            return (new TextSaid(text), null);
        }

        var (command, rest) = text.Split([' ', '\n'], 2) is [var first, var after] ? (first, after.Trim()) : (text, "");
        command = command.Split('@')[0];
        return command is "/start"
            ? (new Referred("telegram", null), StartReference(rest))
            : (new TextSaid($"{command[1..].Replace('_', ' ')} {rest}".Trim() is { Length: > 0 } said ? said : text), null);
    }

    // A start link carries letters, digits, _ and - only, so the colon of a typed reference travels as its first underscore.
    private static string? StartReference(string given)
    {
        if (given.Length is 0 or > 200)
        {
            return null;
        }

        return given.Split('_', 2) is [("p" or "v" or "order") and var kind, { Length: > 0 } value] ? $"{kind}:{value}" : given;
    }

    private static MediaSent? Media(JsonElement message)
    {
        var caption = message.Said("caption") is { Length: > 0 } words ? words : null;
        if (message.Items("photo").LastOrDefault().Key("file_id") is { } photo)
        {
            return new("image", photo, "image/jpeg", caption);
        }

        // An animation comes with a document of the same file, so it is looked for first.
        return File(message, "animation", "video", caption) ?? File(message, "video", "video", caption) ?? File(message, "video_note", "video", caption)
            ?? File(message, "voice", "audio", caption) ?? File(message, "audio", "audio", caption) ?? File(message, "sticker", "sticker", caption)
            ?? File(message, "document", "file", caption);
    }

    private static MediaSent? File(JsonElement message, string member, string type, string? caption) =>
        message.At(member) is var file && file.Key("file_id") is { } id
            ? new(type, id, file.LabelOrNull("mime_type"), caption ?? (type is "sticker" ? file.LabelOrNull("emoji") : null), file.LabelOrNull("file_name"))
            : null;

    private static LocationSent? Place(JsonElement message)
    {
        var venue = message.At("venue");
        var point = venue.Has("location") ? venue.At("location") : message.At("location");
        return point.Decimal("latitude") is { } latitude and >= -90 and <= 90 && point.Decimal("longitude") is { } longitude and >= -180 and <= 180
            ? new(latitude, longitude, venue.LabelOrNull("title"), venue.LabelOrNull("address"))
            : null;
    }

    private static ContactSent? Contact(JsonElement message) => message.At("contact") is { ValueKind: JsonValueKind.Object } card
        ? new($"{card.Label("first_name")} {card.Label("last_name")}".Trim(), card.Key("phone_number") is { } phone ? [phone] : [])
        : null;

    private static string KindOf(JsonElement message)
    {
        foreach (var member in message.Members())
        {
            if (!Frame.Contains(member.Name))
            {
                return member.NameLabel();
            }
        }

        return "empty message";
    }
}
