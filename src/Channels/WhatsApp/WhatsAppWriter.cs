using System.Text.Json.Nodes;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>Writes the body of <c>POST /{number}/messages</c>. Every message carries our mark, which its statuses bring back.</summary>
internal static class WhatsAppWriter
{
    private const int MostPayload = 200;

    private static readonly Dictionary<string, string> OpenList = new(StringComparer.Ordinal)
    {
        ["en"] = "See options", ["ko"] = "선택하기", ["vi"] = "Xem lựa chọn", ["ar"] = "عرض الخيارات", ["ja"] = "選択肢を見る", ["zh"] = "查看选项",
        ["es"] = "Ver opciones", ["pt"] = "Ver opções", ["fr"] = "Voir les choix", ["de"] = "Auswahl", ["id"] = "Lihat pilihan",
    };

    public static JsonObject Write(OutboundPart part)
    {
        var message = new JsonObject { ["messaging_product"] = "whatsapp", ["recipient_type"] = "individual" };
        message[WhatsAppPerson.IsUserId(part.ThreadKey) ? "recipient" : "to"] = part.ThreadKey;
        message["biz_opaque_callback_data"] = part.Mark;
        var (type, content) = part.Permit is TemplatePermit template ? ("template", Template(template)) : Content(part.Content, part.Language);
        message["type"] = type;
        message[type] = content;
        return message;
    }

    /// <summary>Marks the person's last message as read and shows that an answer is being written; it fades with the answer or after 25 s.</summary>
    public static JsonObject Typing(string lastMessage) => new()
    {
        ["messaging_product"] = "whatsapp", ["status"] = "read", ["message_id"] = lastMessage, ["typing_indicator"] = new JsonObject { ["type"] = "text" },
    };

    /// <summary>Marks the person's last message as read, and nothing else.</summary>
    public static JsonObject Read(string lastMessage) => new() { ["messaging_product"] = "whatsapp", ["status"] = "read", ["message_id"] = lastMessage };

    /// <summary>WhatsApp takes JPEG and PNG alone; another picture would make the whole message fail after it was accepted.</summary>
    public static bool Takes(Picture picture) =>
        Uri.TryCreate(picture.Url, UriKind.Absolute, out var address)
        && Path.GetExtension(address.AbsolutePath).ToLowerInvariant() is not (".svg" or ".webp" or ".gif" or ".avif" or ".bmp");

    private static (string Type, JsonObject Content) Content(Rendered content, string language)
    {
        var picture = content.Picture is { } given && Takes(given) ? given : null;
        return content switch
        {
            { Rows.Count: > 0 } => ("interactive", List(content, language)),
            { Choices.Count: > 0 } => ("interactive", Buttons(content, picture)),
            { Link: { } link } => ("interactive", Link(content, link, picture)),
            _ when picture is not null => ("image", Image(picture, content.Text)),
            _ => ("text", Text(content)),
        };
    }

    private static JsonObject Text(Rendered content)
    {
        var text = content.Text.Length > 0 ? content.Text : content.Picture is { } picture ? $"{picture.Alt}\n{picture.Url}".Trim() : "…";
        return new() { ["body"] = text, ["preview_url"] = text.Contains("https://", StringComparison.Ordinal) };
    }

    private static JsonObject Image(Picture picture, string caption)
    {
        var image = new JsonObject { ["link"] = picture.Url };
        if (caption.Length > 0)
        {
            image["caption"] = caption;
        }

        return image;
    }

    private static JsonObject Buttons(Rendered content, Picture? picture) => Interactive("button", content, picture, new()
    {
        ["buttons"] = new JsonArray([.. content.Choices.Select(c => new JsonObject
        {
            ["type"] = "reply", ["reply"] = new JsonObject { ["id"] = Payload(c.Payload), ["title"] = c.Label },
        })]),
    });

    // A list can have no picture above it; the renderer has sent it as a message of its own.
    private static JsonObject List(Rendered content, string language) => Interactive("list", content, null, new()
    {
        ["button"] = OpenList.GetValueOrDefault(language, OpenList["en"]),
        ["sections"] = new JsonArray(new JsonObject { ["rows"] = new JsonArray([.. content.Rows.Select(Row)]) }),
    });

    private static JsonObject Row(Row row)
    {
        var item = new JsonObject { ["id"] = Payload(row.Payload), ["title"] = row.Title };
        if (row.Detail.Length > 0)
        {
            item["description"] = row.Detail;
        }

        return item;
    }

    private static JsonObject Link(Rendered content, LinkButton link, Picture? picture) => Interactive("cta_url", content, picture, new()
    {
        ["name"] = "cta_url", ["parameters"] = new JsonObject { ["display_text"] = link.Label, ["url"] = link.Url },
    });

    // The body may not be empty.
    private static JsonObject Interactive(string type, Rendered content, Picture? picture, JsonObject action)
    {
        var interactive = new JsonObject { ["type"] = type };
        if (picture is not null)
        {
            interactive["header"] = new JsonObject { ["type"] = "image", ["image"] = new JsonObject { ["link"] = picture.Url } };
        }

        interactive["body"] = new JsonObject { ["text"] = content.Text.Length > 0 ? content.Text : content.Link?.Label ?? "👇" };
        interactive["action"] = action;
        return interactive;
    }

    private static JsonObject Template(TemplatePermit template)
    {
        var json = new JsonObject
        {
            ["name"] = template.Name, ["language"] = new JsonObject { ["policy"] = "deterministic", ["code"] = template.Language },
        };
        if (template.Parameters.Count > 0)
        {
            var values = template.Parameters.Select(p => new JsonObject { ["type"] = "text", ["text"] = OneLine(p) });
            json["components"] = new JsonArray(new JsonObject { ["type"] = "body", ["parameters"] = new JsonArray([.. values]) });
        }

        return json;
    }

    // A template's place takes no line break, no tab and no more than four spaces in a row (error 132000 and its kin).
    private static string OneLine(string text) =>
        CustomerText.Cut(string.Join(' ', text.Split([' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line ? line : "-", 1_024);

    // Our payloads are 64 bytes at most; a longer one would be refused, and cut it would mean something else.
    private static string Payload(string payload) => payload.Length <= MostPayload ? payload
        : throw new ChannelTrouble(Retry.Permanent, $"A button's payload is {payload.Length} characters long; WhatsApp takes {MostPayload}.");
}
