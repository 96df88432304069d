using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>KakaoTalk's bot API as far as we call it: writes down what comes and answers as it is told to.</summary>
public sealed class KakaoEar : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<KakaoCall> heard = Channel.CreateUnbounded<KakaoCall>();
    private WebApplication? app;
    private int tasks;

    public Uri Address => new(app!.Urls.First());

    /// <summary>What the next calls are answered; SUCCESS when there is nothing.</summary>
    public Queue<string> Answers { get; } = new();

    /// <summary>What is answered to who asks what became of a task; that it reached the person when there is nothing.</summary>
    public Queue<string> Outcomes { get; } = new();

    /// <summary>The tasks that were asked about.</summary>
    public ConcurrentQueue<string> AskedAbout { get; } = new();

    public string Callback(string token) => new Uri(Address, $"/kakao/v1/bots/b/callback/{token}").ToString();

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/kakao/{**path}", async (string path, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var body = JsonDocument.Parse(await reader.ReadToEndAsync()).RootElement;
            heard.Writer.TryWrite(new(path, request.Headers.Authorization.ToString(), body));
            return Results.Text(Answers.TryDequeue(out var answer) ? answer : $$"""{"taskId":"t-{{Interlocked.Increment(ref tasks)}}","status":"SUCCESS","message":"","timestamp":1}""", "application/json");
        });
        app.MapGet("/kakao/v1/tasks/{task}", (string task) =>
        {
            AskedAbout.Enqueue(task);
            return Results.Text(
                Outcomes.TryDequeue(out var outcome) ? outcome : $$$"""{"taskId":"{{{task}}}","status":"ALL SUCCESS","allRequestCount":1,"successCount":1,"fail":{"count":0,"list":[]}}""", "application/json");
        });
        await app.StartAsync();
    }

    public async Task<KakaoCall> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await heard.Reader.ReadAsync(patience.Token);
    }

    public bool HeardMore => heard.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}

public sealed record KakaoCall(string Path, string Authorization, JsonElement Body);
