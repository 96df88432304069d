using System.Text.Json;
using System.Text.Unicode;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Webhooks;

/// <summary>Reads JSON from outside without trusting its shape: what is missing or of another kind is null, never an exception.</summary>
internal static class WebhookJson
{
    /// <exception cref="UnreadableWebhook">The bytes are no JSON object.</exception>
    public static JsonDocument Parse(WebhookRequest request)
    {
        if (!Utf8.IsValid(request.Body))
        {
            throw new UnreadableWebhook("The body is not valid UTF-8.");
        }

        try
        {
            var document = JsonDocument.Parse(request.Body);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document : throw new UnreadableWebhook("The body is no JSON object.");
        }
        catch (JsonException problem)
        {
            throw new UnreadableWebhook("The body is not JSON.", problem);
        }
    }

    /// <summary>The member, when it is an object.</summary>
    public static JsonElement? Child(this JsonElement of, ReadOnlySpan<byte> name) => Member(of, name, JsonValueKind.Object);

    /// <summary>The items of the member, when it is an array; empty otherwise.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement of, ReadOnlySpan<byte> name) =>
        Member(of, name, JsonValueKind.Array) is { } array ? array.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object) : [];

    /// <summary>The member's text made safe; null when there is none.</summary>
    public static string? Text(this JsonElement of, ReadOnlySpan<byte> name) =>
        Member(of, name, JsonValueKind.String) is { } text ? CustomerText.Clean(Unescaped(text)) : null;

    /// <summary>An id, a name or a type: safe and short; null when there is none.</summary>
    public static string? Word(this JsonElement of, ReadOnlySpan<byte> name) =>
        Text(of, name) is { Length: > 0 } text ? CustomerText.Cut(text, 400) : null;

    public static long? Whole(this JsonElement of, ReadOnlySpan<byte> name) =>
        Member(of, name, JsonValueKind.Number) is { } number && number.TryGetInt64(out var value) ? value : null;

    public static double? Real(this JsonElement of, ReadOnlySpan<byte> name) =>
        Member(of, name, JsonValueKind.Number) is { } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    private static JsonElement? Member(JsonElement of, ReadOnlySpan<byte> name, JsonValueKind kind) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    // An escaped lone surrogate is legal JSON that no .NET string can hold.
    internal static string? Unescaped(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            using var mended = JsonDocument.Parse(ActivityJson.Mend(text.GetRawText()));
            return mended.RootElement.GetString();
        }
    }
}
