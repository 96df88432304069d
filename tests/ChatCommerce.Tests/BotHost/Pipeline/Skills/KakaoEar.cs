using System.Collections.Concurrent;
using System.Text.Json;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>KakaoTalk's bot API as far as we call it: writes down what comes and answers as it is told to.</summary>
public sealed class KakaoEar : Ear<KakaoCall>
{
    private int tasks;

    /// <summary>What the next calls are answered; SUCCESS when there is nothing.</summary>
    public Queue<string> Answers { get; } = new();

    /// <summary>What is answered to who asks what became of a task; that it reached the person when there is nothing.</summary>
    public Queue<string> Outcomes { get; } = new();

    /// <summary>The tasks that were asked about.</summary>
    public ConcurrentQueue<string> AskedAbout { get; } = new();

    public string Callback(string token) => new Uri(Address, $"/kakao/v1/bots/b/callback/{token}").ToString();

    protected override void Map(WebApplication app)
    {
        app.MapPost("/kakao/{**path}", async (string path, HttpRequest request) =>
        {
            var body = JsonDocument.Parse(await BodyOf(request)).RootElement;
            Hear(new(path, request.Headers.Authorization.ToString(), body));
            return Results.Text(Answers.TryDequeue(out var answer) ? answer : $$"""{"taskId":"t-{{Interlocked.Increment(ref tasks)}}","status":"SUCCESS","message":"","timestamp":1}""", "application/json");
        });
        app.MapGet("/kakao/v1/tasks/{task}", (string task) =>
        {
            AskedAbout.Enqueue(task);
            return Results.Text(
                Outcomes.TryDequeue(out var outcome) ? outcome : $$$"""{"taskId":"{{{task}}}","status":"ALL SUCCESS","allRequestCount":1,"successCount":1,"fail":{"count":0,"list":[]}}""", "application/json");
        });
    }
}

public sealed record KakaoCall(string Path, string Authorization, JsonElement Body);
