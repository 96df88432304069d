using System.Collections.Concurrent;
using System.Text.Json;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.Sandbox.Phones;

public sealed record Heard(string Body, string? Signature)
{
    public JsonElement Json { get; } = JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;

    public string? Text => Json.TryGetProperty("text", out var text) ? text.GetString() : null;
}

/// <summary>A shop's webhook address at the pigeon post. It answers 200, or what it is told to.</summary>
public sealed class ShopEar : Ear<Heard>
{
    public ConcurrentQueue<int> Answers { get; } = new();

    public string Url => new Uri(Address, "/pigeons").ToString();

    protected override void Map(WebApplication app) => app.MapPost("/pigeons", async (HttpRequest request) =>
    {
        var signature = request.Headers["X-Pigeon"].ToString();
        var status = Answers.TryDequeue(out var wanted) ? wanted : 200;
        Hear(new Heard(await BodyOf(request), signature.Length == 0 ? null : signature));
        return Results.Text("coo", statusCode: status);
    });
}
