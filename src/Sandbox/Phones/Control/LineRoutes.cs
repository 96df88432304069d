using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Phones.Control;

/// <summary><c>/sandbox/lines</c> and <c>/sandbox/people</c>: who there is.</summary>
internal static class LineRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sandbox/lines", (Lines lines) => PhoneJson.Ok(lines.All.Select(line => new
        {
            line.Tenant,
            line.Name,
            line.Kind,
            line.ExternalId,
            line.Webhook,
            Secrets = line.Secrets.Keys,
            line.Settings,
        })));
        routes.MapPut("/sandbox/lines", Put);
        routes.MapDelete("/sandbox/lines/{kind}/{externalId}", (Lines lines, string kind, string externalId) =>
            lines.Remove(kind, externalId) ? Results.NoContent() : Results.NotFound());
        routes.MapGet("/sandbox/people", (People people) => PhoneJson.Ok(people.All));
        routes.MapPut("/sandbox/people/{person}", PutPerson);
        routes.MapGet("/sandbox/media/{id}", (MediaShelf media, string id) => media.Find(id) is { } found
            ? Results.Bytes(found.Content, found.ContentType)
            : Results.NotFound());
    }

    private static async Task<IResult> Put(HttpRequest request, Lines lines, CancellationToken ct)
    {
        var (wanted, wrong) = await PhoneJson.Read<List<Line>>(request, ct);
        if (wanted is null)
        {
            return PhoneJson.Wrong(wrong!);
        }

        if (wanted.Find(line => !line.Webhook.IsAbsoluteUri || line.Webhook.Scheme is not ("http" or "https")) is { } bad)
        {
            return PhoneJson.Wrong($"the webhook of {bad.Key} must be an http address");
        }

        wanted.ForEach(lines.Put);
        return Results.NoContent();
    }

    private static async Task<IResult> PutPerson(HttpRequest request, People people, string person, CancellationToken ct)
    {
        var (wanted, wrong) = await PhoneJson.Read<PersonRequest>(request, ct);
        if (wanted is null)
        {
            return PhoneJson.Wrong(wrong!);
        }

        var known = people.Get(person);
        var now = known with
        {
            Name = wanted.Name ?? known.Name,
            Phone = wanted.Phone ?? known.Phone,
            Username = wanted.Username ?? known.Username,
            Locale = wanted.Locale ?? known.Locale,
        };
        people.Put(now);
        return PhoneJson.Ok(now);
    }

    /// <summary>What is left out stays as it is.</summary>
    private sealed record PersonRequest(string? Name, string? Phone, string? Username, string? Locale);
}
