using System.Collections.Frozen;
using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Telegram;

/// <summary>What a message of the Bot API says (core.telegram.org/bots/api#message).</summary>
internal static class TelegramContent
{
    // Members that stand beside what a message says, so the first other one names its kind.
    private static readonly FrozenSet<string> Frame = new[]
    {
        "message_id", "message_thread_id", "from", "sender_chat", "chat", "date", "edit_date", "forward_origin", "reply_to_message", "external_reply", "quote",
        "via_bot", "media_group_id", "author_signature", "entities", "caption", "caption_entities", "link_preview_options", "effect_id", "reply_markup",
        "has_protected_content", "has_media_spoiler", "is_from_offline", "show_caption_above_media", "sender_boost_count", "is_topic_message",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <returns>What was said, and the reference of the deep link that opened the chat.</returns>
    public static (InboundContent Content, string? Reference) Read(JsonElement message) =>
        message.Text("text"u8) is { } text ? Said(text) : (Shared(message) ?? new Unsupported(KindOf(message)), null);

    public static Sender SenderOf(JsonElement person)
    {
        var name = $"{person.Word("first_name"u8)} {person.Word("last_name"u8)}".Trim();
        var language = person.Word("language_code"u8) is { Length: >= 2 } code ? code[..2].ToLowerInvariant() : null;
        return new([new("telegram_user", TelegramKeys.Update(person.Whole("id"u8) ?? 0))], name.Length > 0 ? name : null, language);
    }

    /// <summary>What the tapped button showed; the payload itself when its message is too old to be sent along.</summary>
    public static string LabelOf(JsonElement? message, string payload)
    {
        if (message?.Child("reply_markup"u8) is not { } markup || !markup.TryGetProperty("inline_keyboard"u8, out var rows) || rows.ValueKind is not JsonValueKind.Array)
        {
            return payload;
        }

        return rows.EnumerateArray().Where(row => row.ValueKind is JsonValueKind.Array).SelectMany(row => row.EnumerateArray())
            .Where(button => button.Word("callback_data"u8) == payload).Select(button => button.Word("text"u8)).FirstOrDefault() ?? payload;
    }

    private static InboundContent? Shared(JsonElement message) => (InboundContent?)Media(message) ?? (InboundContent?)Place(message) ?? Contact(message);

    private static (InboundContent, string?) Said(string text)
    {
        if (!text.StartsWith('/'))
        {
            return (text.Length > 0 ? new TextSaid(text) : new Unsupported("empty message"), null);
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
        var caption = message.Text("caption"u8) is { Length: > 0 } words ? words : null;
        if (message.Items("photo"u8).LastOrDefault() is { ValueKind: JsonValueKind.Object } largest)
        {
            return largest.Word("file_id"u8) is { } photo ? new("image", photo, "image/jpeg", caption) : null;
        }

        // An animation comes with a document of the same file, so it is looked for first.
        return File(message, "animation"u8, "video", caption) ?? File(message, "video"u8, "video", caption) ?? File(message, "video_note"u8, "video", caption)
            ?? File(message, "voice"u8, "audio", caption) ?? File(message, "audio"u8, "audio", caption) ?? File(message, "sticker"u8, "sticker", caption)
            ?? File(message, "document"u8, "file", caption);
    }

    private static MediaSent? File(JsonElement message, ReadOnlySpan<byte> member, string type, string? caption) =>
        message.Child(member) is { } file && file.Word("file_id"u8) is { } id
            ? new(type, id, file.Word("mime_type"u8), caption ?? (type is "sticker" ? file.Word("emoji"u8) : null), file.Word("file_name"u8))
            : null;

    private static LocationSent? Place(JsonElement message)
    {
        var venue = message.Child("venue"u8);
        return (venue?.Child("location"u8) ?? message.Child("location"u8)) is { } point
            && point.Real("latitude"u8) is { } latitude and >= -90 and <= 90 && point.Real("longitude"u8) is { } longitude and >= -180 and <= 180
            ? new(latitude, longitude, venue?.Word("title"u8), venue?.Word("address"u8))
            : null;
    }

    private static ContactSent? Contact(JsonElement message) => message.Child("contact"u8) is { } card
        ? new($"{card.Word("first_name"u8)} {card.Word("last_name"u8)}".Trim(), card.Word("phone_number"u8) is { } phone ? [phone] : [])
        : null;

    private static string KindOf(JsonElement message)
    {
        foreach (var member in message.EnumerateObject())
        {
            if (!Frame.Contains(member.Name))
            {
                return CustomerText.Cut(CustomerText.Clean(member.Name), 100);
            }
        }

        return "empty message";
    }
}
