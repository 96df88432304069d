using System.Net;
using System.Text;
using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Twilio.Reading;

/// <summary>The parameters of a call, decoded, in the order they came: of a form, or of a flat JSON object.</summary>
internal sealed class TwilioForm
{
    private const int MostFields = 500;
    private readonly List<(string Name, string Value)> fields;

    private TwilioForm(List<(string, string)> fields) => this.fields = fields;

    public IReadOnlyList<(string Name, string Value)> Fields => fields;

    /// <exception cref="UnreadableWebhook">The body is neither a form nor a JSON object.</exception>
    public static TwilioForm Parse(WebhookRequest request) => IsJson(request) ? OfJson(request) : OfForm(request.Body);

    public static bool IsJson(WebhookRequest request) => request.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>A person's text made safe; empty where there is none.</summary>
    public string Text(string name) => CustomerText.Clean(Raw(name));

    /// <summary>An id, a name or a type: safe and short; null where there is none.</summary>
    public string? Word(string name) => Text(name) is { Length: > 0 } text ? CustomerText.Cut(text, 400) : null;

    /// <summary>The value as it came, for what is read further; null where there is none.</summary>
    public string? Raw(string name)
    {
        foreach (var field in fields)
        {
            if (field.Name == name)
            {
                return field.Value;
            }
        }

        return null;
    }

    private static TwilioForm OfForm(ReadOnlySpan<byte> body)
    {
        List<(string, string)> read = new(24);
        var text = Encoding.UTF8.GetString(body);
        foreach (var part in text.AsSpan().Split('&'))
        {
            var pair = text.AsSpan()[part];
            if (pair.Length == 0 || read.Count == MostFields)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            read.Add(equals < 0 ? (Decode(pair), "") : (Decode(pair[..equals]), Decode(pair[(equals + 1)..])));
        }

        return new(read);
    }

    private static TwilioForm OfJson(WebhookRequest request)
    {
        using var document = request.JsonObject();
        return new([.. document.RootElement.Members().Take(MostFields).Select(m => (m.Name, m.Name is "From" or "To" ? Address(m.Value) : Value(m.Value)))]);
    }

    // Who passes a form on as JSON may leave its addresses encoded; no address has a percent sign of its own.
    private static string Address(JsonElement value) => Uri.UnescapeDataString(Value(value));

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    // Most values need no decoding; what cannot be decoded stays readable and the signature decides.
    private static string Decode(ReadOnlySpan<char> text) => text.ContainsAny('%', '+') ? WebUtility.UrlDecode(text.ToString()) : text.ToString();
}
