using System.Net;
using System.Text;
using System.Text.Json;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Instagram;
using ChatCommerce.Channels.Messenger;
using ChatCommerce.Channels.Meta;
using ChatCommerce.Channels.Meta.Messaging;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Tests.Channels.Meta;

/// <summary>Stands where Meta would answer: keeps every request and gives the answers it was told to, in order.</summary>
internal sealed class FakeGraph : HttpMessageHandler, IHttpClientFactory
{
    private readonly Queue<Func<HttpResponseMessage>> answers = [];

    public List<GraphRequest> Requests { get; } = [];

    public MetaOptions Options { get; } = new();

    public WhatsAppChannel WhatsApp => new(Client, new MediaDownload(this));

    public MessengerChannel Messenger => new(new MessagingApi(Client, new MediaDownload(this)));

    public InstagramChannel Instagram => new(new MessagingApi(Client, new MediaDownload(this)));

    private GraphClient Client => new(new ProviderClient(this, TimeProvider.System), Options);

    public FakeGraph Answers(string json, int status = 200, int? retryAfter = null)
    {
        answers.Enqueue(() =>
        {
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            if (retryAfter is { } seconds)
            {
                answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
            }

            return answer;
        });
        return this;
    }

    public FakeGraph Gives(byte[] file, string type)
    {
        answers.Enqueue(() =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(file) };
            answer.Content.Headers.ContentType = new(type);
            return answer;
        });
        return this;
    }

    /// <summary>The one body that was posted.</summary>
    public JsonElement Sent => JsonDocument.Parse(Requests.Last(r => r.Body.Length > 0).Body).RootElement;

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public static ChannelAccount Account(string kind, string externalId, string token = "EAAtoken", string? appId = "555000111222333") => new(
        new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), kind, externalId, "Harbor",
        new Dictionary<string, string> { ["app_secret"] = "meta_app_secret_for_tests", ["access_token"] = token, ["verify_token"] = "right-token" },
        new Dictionary<string, string> { ["waba_id"] = "700800900100201", ["app_id"] = appId ?? "" });

    public static OutboundPart Part(ChannelAccount account, string thread, Rendered content, Permit? permit = null) =>
        new(account, thread, new OutboxId(Guid.Parse("0193a000-0000-7000-8000-00000000007f")), 0, content, permit ?? Permit.FreeForm) { Class = MessageClass.Reply };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new(request.Method.Method, request.RequestUri!.ToString(), request.Headers.Authorization?.ToString(), body));
        return answers.TryDequeue(out var answer) ? answer() : new(HttpStatusCode.OK) { Content = new StringContent("{}") };
    }
}

internal sealed record GraphRequest(string Method, string Url, string? Authorization, string Body);
