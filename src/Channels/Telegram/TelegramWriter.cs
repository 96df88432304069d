using System.Globalization;
using System.Text.Json.Nodes;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Telegram;

/// <summary>Writes one message as one call of the Bot API: plain text or a picture, with everything that can be tapped as an inline keyboard.</summary>
internal static class TelegramWriter
{
    private const int LongestCaption = 1_024;
    private const int ShortLabel = 16;

    public static TelegramCall Write(OutboundPart part)
    {
        var content = part.Content;
        return Shown(content.Picture) is not { } picture ? Message(part, null)
            : content.Text.Length > LongestCaption ? Message(part, picture)
            : Photo(part, picture);
    }

    /// <summary>The same message without its picture, for when Telegram cannot take that.</summary>
    public static TelegramCall WithoutPicture(OutboundPart part) => Message(part, null);

    public static JsonNode Chat(string threadKey) =>
        long.TryParse(threadKey, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? JsonValue.Create(id) : JsonValue.Create(threadKey);

    // A text too long for a caption shows its picture as a preview above it.
    private static TelegramCall Message(OutboundPart part, Picture? above)
    {
        JsonObject body = new()
        {
            ["chat_id"] = Chat(part.ThreadKey),
            ["text"] = part.Content.Text.Length > 0 ? part.Content.Text : part.Content.Link?.Label ?? "…",
            ["link_preview_options"] = above is null
                ? new JsonObject { ["is_disabled"] = true }
                : new JsonObject { ["url"] = above.Url, ["prefer_large_media"] = true, ["show_above_text"] = true },
        };
        return new("sendMessage", WithKeyboard(body, part.Content));
    }

    private static TelegramCall Photo(OutboundPart part, Picture picture)
    {
        JsonObject body = new() { ["chat_id"] = Chat(part.ThreadKey), ["photo"] = picture.Url };
        if (part.Content.Text.Length > 0)
        {
            body["caption"] = part.Content.Text;
        }

        return new("sendPhoto", WithKeyboard(body, part.Content));
    }

    private static JsonObject WithKeyboard(JsonObject body, Rendered content)
    {
        JsonArray rows = [.. ButtonRows(content.Choices), .. content.Rows.Select(row => (JsonNode)new JsonArray(Tap(RowLabel(row), row.Payload)))];
        if (content.Link is { } link)
        {
            rows.Add((JsonNode)new JsonArray(new JsonObject { ["text"] = link.Label, ["url"] = link.Url }));
        }

        if (rows.Count > 0)
        {
            body["reply_markup"] = new JsonObject { ["inline_keyboard"] = rows };
        }

        return body;
    }

    // Short labels stand two in a row; a longer one would be cut on a phone.
    private static IEnumerable<JsonNode> ButtonRows(IReadOnlyList<Choice> choices)
    {
        var wide = choices.Any(c => TextLimit.Graphemes(c.Label) > ShortLabel);
        return choices.Chunk(wide ? 1 : 2).Select(row => (JsonNode)new JsonArray([.. row.Select(c => Tap(c.Label, c.Payload))]));
    }

    private static string RowLabel(Row row) => row.Detail.Length > 0 ? $"{row.Title} · {row.Detail}" : row.Title;

    private static JsonObject Tap(string label, string payload) => new() { ["text"] = label, ["callback_data"] = payload };

    /// <summary>Telegram takes no vector pictures (core.telegram.org/bots/api#sending-files).</summary>
    public static bool Takes(Picture picture) => !picture.Url.Split('?')[0].EndsWith(".svg", StringComparison.OrdinalIgnoreCase);

    private static Picture? Shown(Picture? picture) => picture is not null && Takes(picture) ? picture : null;
}

/// <param name="Method">Such as <c>sendMessage</c>.</param>
internal sealed record TelegramCall(string Method, JsonObject Body);
