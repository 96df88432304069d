using System.Text;
using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;

namespace ChatCommerce.Channels.Webhooks;

/// <summary>A provider's call as it came in.</summary>
/// <param name="Url">The address the provider called: our public one with path and query, whatever proxies made of it.</param>
/// <param name="Headers">By name, whatever its case.</param>
public sealed record WebhookRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Query parameters, decoded, by exact name.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public string ContentType => Header("Content-Type");

    /// <summary>Empty when there is none.</summary>
    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";

    /// <exception cref="UnreadableWebhook">The body is no JSON.</exception>
    public JsonDocument Json()
    {
        try
        {
            return JsonBody.Open(Body);
        }
        catch (JsonException problem)
        {
            throw new UnreadableWebhook($"The body is not JSON (line {problem.LineNumber}, byte {problem.BytePositionInLine}).", problem);
        }
    }

    /// <exception cref="UnreadableWebhook">The body is no JSON object.</exception>
    public JsonDocument JsonObject() => Json() is { RootElement.ValueKind: JsonValueKind.Object } document ? document : throw new UnreadableWebhook("The body is no JSON object.");

    /// <exception cref="UnreadableWebhook">The bytes are not UTF-8.</exception>
    public string Text()
    {
        try
        {
            return Strict.GetString(Body);
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableWebhook("The body is not valid UTF-8.");
        }
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}

/// <summary>What we answer.</summary>
public sealed record WebhookAnswer(int Status, string ContentType, string Body)
{
    public static WebhookAnswer Ok { get; } = new(200, "text/plain", "");

    public static WebhookAnswer Text(string body) => new(200, "text/plain", body);
}

/// <summary>A genuine call whose body cannot be read as anything the provider documents. It is kept and shown to staff.</summary>
public sealed class UnreadableWebhook(string problem, Exception? inner = null) : Exception(problem, inner);
