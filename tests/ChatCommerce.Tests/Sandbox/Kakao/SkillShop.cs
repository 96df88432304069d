using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.Sandbox.Kakao;

/// <summary>A shop's skill server that answers what it is told to.</summary>
public sealed class SkillShop : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<SkillHeard> heard = Channel.CreateUnbounded<SkillHeard>();
    private WebApplication? app;

    public ConcurrentQueue<string> Answers { get; } = new();

    public string Url => app!.Urls.First() + "/skill";

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/skill", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            heard.Writer.TryWrite(new(request.Headers["X-ChatCommerce-Skill"].ToString(), JsonDocument.Parse(await reader.ReadToEndAsync()).RootElement));
            return Results.Text(Answers.TryDequeue(out var answer) ? answer : "{}", "application/json");
        });
        await app.StartAsync();
    }

    public async Task<SkillHeard> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await heard.Reader.ReadAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}

public sealed record SkillHeard(string Secret, JsonElement Body);
