using System.Text.Json;
using System.Text.RegularExpressions;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>What a message says, by its <c>type</c>. Whatever is not as documented is <see cref="Unsupported"/> with the provider's name for it.</summary>
internal static partial class WhatsAppContents
{
    private const int MostLines = 100;

    public static InboundContent Read(JsonElement message)
    {
        var type = message.Label("type");
        return (type switch
        {
            "text" => Text(message),
            "image" or "video" or "audio" or "document" or "sticker" => Media(message.At(type), type),
            "location" => Location(message.At("location")),
            "contacts" => Contact(message.First("contacts")),
            "reaction" => message.At("reaction").Key("message_id") is { } to ? new Reacted(to, message.At("reaction").LabelOrNull("emoji")) : null,
            "button" => Tap(message.At("button"), "payload", "text"),
            "interactive" => Interactive(message.At("interactive")),
            "order" => Cart(message.At("order")),
            "request_welcome" => new Referred("whatsapp", null),
            _ => null,
        }) ?? new Unsupported(Name(message, type));
    }

    /// <summary>A reference that a link of ours put into the first text, such as <c>(ref: k7Q2x)</c>: WhatsApp links carry no other.</summary>
    public static string? ReferenceIn(string text) => Reference().Match(text) is { Success: true } found ? found.Groups["reference"].Value : null;

    /// <summary>One card of a message that shares contacts; null when it names nobody.</summary>
    public static ContactSent? Contact(JsonElement contact)
    {
        List<string> phones = [];
        foreach (var phone in contact.Items("phones"))
        {
            if ((phone.Key("wa_id") is { } digits ? "+" + digits : phone.Key("phone")) is { } number && phones.Count < 10)
            {
                phones.Add(number);
            }
        }

        var name = contact.At("name").Label("formatted_name");
        return name.Length > 0 || phones.Count > 0 ? new(name, phones) : null;
    }

    private static InboundContent? Text(JsonElement message)
    {
        var text = message.At("text").Said("body");
        return message.At("context").At("referred_product").Key("product_retailer_id") is { } sku ? new ProductAsked(sku, text.Length > 0 ? text : null)
            : text.Length > 0 ? new TextSaid(text) : null;
    }

    private static MediaSent? Media(JsonElement media, string type) => media.Key("id") is { } id
        ? new(type is "document" ? "file" : type, id, media.LabelOrNull("mime_type"), media.Said("caption") is { Length: > 0 } caption ? caption : null, media.LabelOrNull("filename"))
        {
            Sha256 = media.Key("sha256") is { } hash && IsHash(hash) ? hash : null,
        }
        : null;

    private static bool IsHash(string base64) => base64.Length == 44 && Convert.TryFromBase64String(base64, stackalloc byte[33], out var length) && length == 32;

    private static LocationSent? Location(JsonElement place) =>
        place.Decimal("latitude") is { } latitude and >= -90 and <= 90 && place.Decimal("longitude") is { } longitude and >= -180 and <= 180
            ? new(latitude, longitude, place.LabelOrNull("name"), place.LabelOrNull("address")) : null;

    private static ChoiceTapped? Tap(JsonElement button, string payload, string label) => button.Label(payload) is { Length: > 0 } id
        ? new(id, button.LabelOrNull(label) ?? id) : null;

    private static InboundContent? Interactive(JsonElement interactive) => interactive.Key("type") switch
    {
        "button_reply" => Tap(interactive.At("button_reply"), "id", "title"),
        "list_reply" => Tap(interactive.At("list_reply"), "id", "title"),
        "nfm_reply" => Form(interactive.At("nfm_reply")),
        _ => null,
    };

    // A flow's answer is JSON inside a string; fields that are no plain value are kept as they stand.
    private static FormSent Form(JsonElement reply)
    {
        var answer = reply.Inner("response_json");
        return new(reply.Label("name"), answer.ValueKind is JsonValueKind.Object
            ? answer.Answers()
            : new Dictionary<string, string> { ["response_json"] = Clip(reply.Raw("response_json")) });
    }

    private static CatalogCartSent? Cart(JsonElement order)
    {
        List<CatalogCartLine> lines = [];
        foreach (var item in order.Items("product_items"))
        {
            if (item.Key("product_retailer_id") is { } sku && lines.Count < MostLines)
            {
                lines.Add(new(sku, (int)Math.Clamp(item.Whole("quantity") ?? 0, int.MinValue, int.MaxValue), item.Key("item_price"), item.LabelOrNull("currency")));
            }
        }

        return lines.Count > 0 ? new(lines, order.LabelOrNull("text")) : null;
    }

    // "unsupported" says in newer webhooks what it stands for.
    private static string Name(JsonElement message, string type) => type switch
    {
        "" => "message without type",
        "interactive" => $"interactive {message.At("interactive").Label("type")}".TrimEnd(),
        "unsupported" => message.At("unsupported").LabelOrNull("type") ?? type,
        _ => type,
    };

    private static string Clip(string? text) => CustomerText.Cut(CustomerText.Clean(text), 500);

    [GeneratedRegex(@"\(ref: ?(?<reference>[A-Za-z0-9_:.-]{1,64})\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Reference();
}
