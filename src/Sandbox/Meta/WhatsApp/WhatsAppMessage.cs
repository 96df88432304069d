using System.Text.Json;
using ChatCommerce.Sandbox.Meta.Api;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.WhatsApp;

/// <summary>Reads a message that a shop sends, with the Cloud API's own limits, into what a phone shows.</summary>
internal static class WhatsAppMessage
{
    /// <exception cref="Refused">It is not what the API takes.</exception>
    public static Bubble Read(JsonElement message)
    {
        if (Demand.Text(message, "messaging_product", 20) is not "whatsapp")
        {
            throw new Refused(MetaError.Parameter("messaging_product must be whatsapp."));
        }

        var type = Demand.Optional(message, "type", 20) ?? "text";
        Demand.Optional(message, "biz_opaque_callback_data", 512);
        return (type switch
        {
            "text" => new Bubble { Text = Demand.Text(Demand.Object(message, "text"), "body", 4_096) },
            "image" => Image(Demand.Object(message, "image")),
            "interactive" => WhatsAppInteractive.Read(Demand.Object(message, "interactive")),
            "template" => Template(Demand.Object(message, "template")),
            "reaction" => new Bubble { Note = "reaction" },
            _ => throw new Refused(new(StatusCodes.Status400BadRequest, 131051, "(#131051) Unsupported message type") { Details = $"{type} is not played here." }),
        }) with
        { Raw = message.GetRawText(), ReplyTo = Demand.Optional(Demand.Member(message, "context"), "message_id", 200) };
    }

    /// <summary>A picture is JPEG or PNG. Others are taken by the API and fail on the way; here they are refused at once.</summary>
    public static string Picture(JsonElement image)
    {
        var link = Demand.Address(image, "link");
        return Path.GetExtension(new Uri(link).AbsolutePath).ToLowerInvariant() is ".svg" or ".webp" or ".gif"
            ? throw new Refused(new(StatusCodes.Status400BadRequest, 131053, "(#131053) Media upload error") { Details = "Unsupported image type." })
            : link;
    }

    private static Bubble Image(JsonElement image) => new()
    {
        Media = new BubbleMedia(MediaKind.Image, Picture(image)), Text = Demand.Optional(image, "caption", 1_024) ?? "",
    };

    private static Bubble Template(JsonElement template)
    {
        var name = Demand.Text(template, "name", 512);
        var language = Demand.Text(Demand.Object(template, "language"), "code", 10);
        var values = Demand.List(template, "components", 0, 10)
            .SelectMany(component => Demand.List(component, "parameters", 0, 50))
            .Select(parameter => Demand.Optional(parameter, "text", 1_024)).OfType<string>().ToList();
        return values.Exists(value => value.Contains('\n', StringComparison.Ordinal) || value.Contains('\t', StringComparison.Ordinal))
            ? throw new Refused(new(StatusCodes.Status400BadRequest, 132018, "(#132018) Template parameters are invalid") { Details = "Param text cannot have new-line/tab characters." })
            : new Bubble { Note = $"template {name} ({language})", Text = values.Count > 0 ? string.Join(" · ", values) : name };
    }
}
