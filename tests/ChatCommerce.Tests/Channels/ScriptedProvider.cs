using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ChatCommerce.Tests.Channels;

/// <summary>A provider that answers as it was told and remembers what it was asked.</summary>
internal sealed class ScriptedProvider : HttpMessageHandler, IHttpClientFactory
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public List<Asked> Calls { get; } = [];

    /// <summary>The answer to every call that has none of its own.</summary>
    public Func<Uri, HttpResponseMessage>? Otherwise { get; set; }

    public Asked Last => Calls[^1];

    public ScriptedProvider Answers(int status, string json)
    {
        answers.Enqueue(() => new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") });
        return this;
    }

    public ScriptedProvider Answers(Func<HttpResponseMessage> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add(new(request.Method.Method, request.RequestUri!, body, request.Headers.Authorization, request.Content?.Headers.ContentType?.MediaType));
        return answers.TryDequeue(out var answer) ? answer() : Otherwise?.Invoke(request.RequestUri!) ?? throw new InvalidOperationException($"Nobody said what {request.RequestUri} answers.");
    }
}

internal sealed record Asked(string Method, Uri Url, string Body, AuthenticationHeaderValue? Authorization, string? ContentType)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The form's fields in their order, decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Form =>
        [.. Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => (WebUtility.UrlDecode(p[0]), WebUtility.UrlDecode(p[1])))];

    public string? Field(string name) => Form.Where(f => f.Name == name).Select(f => f.Value).FirstOrDefault();
}
