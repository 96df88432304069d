using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ChatCommerce.Tests.World.Offices;

/// <summary>Stands where the Graph API would answer: takes every message, gives each an id, and fails as it was told.</summary>
public sealed class GraphDesk : HttpMessageHandler, IHttpClientFactory
{
    private readonly ConcurrentQueue<PostedMessage> posted = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpResponseMessage>>> troubles = new(StringComparer.Ordinal);
    private int ids;

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public List<PostedMessage> PostedTo(string to) => [.. posted.Where(p => p.To == to)];

    /// <summary>The next message to this recipient fails so; it counts as posted.</summary>
    public void Fail(string to, Func<HttpResponseMessage> how) => troubles.GetOrAdd(to, _ => new()).Enqueue(how);

    public void Take(string to, string id) => Fail(to, () => Json(HttpStatusCode.OK, $$"""{"messages":[{"id":"{{id}}"}],"message_id":"{{id}}"}"""));

    public void Break(string to) => Fail(to, () => throw new HttpRequestException(HttpRequestError.ResponseEnded, "The line broke."));

    public void Refuse(string to, int code) => Fail(to, () => Json(HttpStatusCode.BadRequest, $$$"""{"error":{"message":"refused","code":{{{code}}}}}"""));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        // Typing and marks as read are no messages: they name a message or an act instead of words.
        if (body.Length == 0 || body.Contains("\"typing", StringComparison.Ordinal) || body.Contains("sender_action", StringComparison.Ordinal)
            || body.Contains("\"status\":\"read\"", StringComparison.Ordinal))
        {
            return Json(HttpStatusCode.OK, "{}");
        }

        var (message, id) = (JsonDocument.Parse(body).RootElement, $"wamid.OUT{Interlocked.Increment(ref ids)}");
        posted.Enqueue(new(id, message));
        return troubles.TryGetValue(PostedMessage.Recipient(message), out var queue) && queue.TryDequeue(out var trouble)
            ? trouble()
            : Json(HttpStatusCode.OK, $$"""{"messages":[{"id":"{{id}}"}],"message_id":"{{id}}"}""");
    }

    private static HttpResponseMessage Json(HttpStatusCode status, string json) => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}

/// <param name="Id">What Meta called it.</param>
public sealed record PostedMessage(string Id, JsonElement Body)
{
    public string To => Recipient(Body);

    public string Mark => Body.TryGetProperty("biz_opaque_callback_data", out var mark) ? mark.GetString()! : "";

    public static string Recipient(JsonElement body) => (body.TryGetProperty("to", out var to) ? to : body.GetProperty("recipient")) switch
    {
        { ValueKind: JsonValueKind.Object } person => person.GetProperty("id").GetString()!,
        var value => value.GetString()!,
    };
}
