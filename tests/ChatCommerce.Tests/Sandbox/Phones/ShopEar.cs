using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.Sandbox.Phones;

public sealed record Heard(string Body, string? Signature)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public string? Text => Json.TryGetProperty("text", out var text) ? text.GetString() : null;
}

/// <summary>A shop's webhook address at the pigeon post. It answers 200, or what it is told to.</summary>
public sealed class ShopEar : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<Heard> _heard = Channel.CreateUnbounded<Heard>();
    private WebApplication? _app;

    public ConcurrentQueue<int> Answers { get; } = new();

    public string Url => _app!.Urls.First() + "/pigeons";

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/pigeons", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var signature = request.Headers["X-Pigeon"].ToString();
            var status = Answers.TryDequeue(out var wanted) ? wanted : 200;
            _heard.Writer.TryWrite(new Heard(await reader.ReadToEndAsync(), signature.Length == 0 ? null : signature));
            return Results.Text("coo", statusCode: status);
        });
        await _app.StartAsync();
    }

    public async Task<Heard> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await _heard.Reader.ReadAsync(patience.Token);
    }

    public async Task<IReadOnlyList<Heard>> Next(int count)
    {
        List<Heard> heard = [];
        while (heard.Count < count) heard.Add(await Next());
        return heard;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}
