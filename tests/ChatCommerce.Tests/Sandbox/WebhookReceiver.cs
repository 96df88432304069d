using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.Sandbox;

public sealed record ReceivedWebhook(string Body, string? Signature)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public string Id => Json.GetProperty("id").GetString()!;

    public JsonElement Subject => Json.GetProperty("data").GetProperty("object");
}

/// <summary>A shop's webhook address. It answers 200, or what it is told to.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private WebApplication? _app;

    /// <summary>The next answers; 200 once they are used up.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public string Url => _app!.Urls.First() + "/hook";

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/hook", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var signature = request.Headers["Stripe-Signature"].ToString();
            var status = Answers.TryDequeue(out var wanted) ? wanted : 200;
            _received.Writer.TryWrite(new ReceivedWebhook(await reader.ReadToEndAsync(), signature.Length == 0 ? null : signature));
            return Results.StatusCode(status);
        });
        await _app.StartAsync();
    }

    public async Task<ReceivedWebhook> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _received.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The next of a type; others that come first are passed over.</summary>
    public async Task<ReceivedWebhook> Next(string type)
    {
        while (true)
        {
            var next = await Next();
            if (next.Type == type) return next;
        }
    }

    public async Task<IReadOnlyList<ReceivedWebhook>> Next(int count)
    {
        var received = new List<ReceivedWebhook>();
        while (received.Count < count) received.Add(await Next());
        return received;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}
