using System.Collections.Concurrent;
using System.Text.Json;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.Sandbox.Kakao;

/// <summary>A shop's skill server that answers what it is told to.</summary>
public sealed class SkillShop : Ear<SkillHeard>
{
    public ConcurrentQueue<string> Answers { get; } = new();

    public string Url => new Uri(Address, "/skill").ToString();

    protected override void Map(WebApplication app) => app.MapPost("/skill", async (HttpRequest request) =>
    {
        Hear(new(request.Headers["X-ChatCommerce-Skill"].ToString(), JsonDocument.Parse(await BodyOf(request)).RootElement));
        return Results.Text(Answers.TryDequeue(out var answer) ? answer : "{}", "application/json");
    });
}

public sealed record SkillHeard(string Secret, JsonElement Body);
