using System.Collections.Concurrent;
using System.Text.Json;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
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
public sealed class WebhookReceiver : Ear<ReceivedWebhook>
{
    /// <summary>The next answers; 200 once they are used up.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public string Url => new Uri(Address, "/hook").ToString();

    /// <summary>The next of a type; others that come first are passed over.</summary>
    public async Task<ReceivedWebhook> Next(string type)
    {
        while (true)
        {
            var next = await Next();
            if (next.Type == type)
            {
                return next;
            }
        }
    }

    protected override void Map(WebApplication app) => app.MapPost("/hook", async (HttpRequest request) =>
    {
        var signature = request.Headers["Stripe-Signature"].ToString();
        var status = Answers.TryDequeue(out var wanted) ? wanted : 200;
        Hear(new ReceivedWebhook(await BodyOf(request), signature.Length == 0 ? null : signature));
        return Results.StatusCode(status);
    });
}
