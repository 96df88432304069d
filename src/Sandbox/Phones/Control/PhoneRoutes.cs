using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Control;

/// <summary>
/// <c>/sandbox/phones</c>: a program plays customers. An account is named by its id at the provider or by the shop's short name, a
/// person by any short name.
/// </summary>
internal static class PhoneRoutes
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var phones = routes.MapGroup("/sandbox/phones");
        phones.MapGet("calls", (Posts posts, string? kind, string? person, int? limit) => PhoneJson.Ok(posts.NewestFirst
            .Where(post => (kind is null || post.Chat.Line.Kind == kind) && (person is null || post.Chat.Person.Id == person))
            .Take(limit ?? 200)
            .Select(ChatReport.Call)));
        phones.MapPost("release", async (HttpRequest request, Posts posts, CancellationToken ct) =>
            await PhoneJson.Read<ReleaseRequest>(request, ct) is ({ } wanted, _)
                ? PhoneJson.Ok(new { released = posts.Release(wanted.Order ?? [], wanted.LineKey, wanted.NewestFirst) })
                : PhoneJson.Wrong("order, kind, account or newestFirst, or {} for all"));
        phones.MapPut("receipts", async (HttpRequest request, PhoneChats chats, CancellationToken ct) =>
        {
            if (await PhoneJson.Read<ReceiptsRequest>(request, ct) is not ({ } wanted, _))
            {
                return PhoneJson.Wrong("mode is off, delivered or read");
            }

            chats.Receipts = wanted.Mode;
            foreach (var chat in chats.NewestFirst)
            {
                chat.Receipts = wanted.Mode;
            }

            return Results.NoContent();
        });

        var one = phones.MapGroup("{kind}/{account}/{person}");
        one.MapPost("act", Act);
        one.MapGet("chat", Show);
        one.MapDelete("chat", Clear);
        one.MapPut("settings", Set);
    }

    private static async Task<IResult> Act(HttpRequest request, FindChat find, PlayCustomer customer, CancellationToken ct)
    {
        if (find.Of(request) is not { } chat)
        {
            return NoLine();
        }

        var (wanted, wrong) = await PhoneJson.Read<ActRequest>(request, ct);
        if (wanted is null)
        {
            return PhoneJson.Wrong(wrong!);
        }

        var played = customer.Do(chat, wanted.Acts, wanted.Signature);
        return played.Refusal is { } refusal
            ? PhoneJson.Wrong(refusal)
            : PhoneJson.Ok(new { messageIds = played.Acts.Select(act => act.Id), chat.Version });
    }

    /// <summary>The chat; with <c>since</c>, once it has changed after that version or <c>wait</c> seconds have passed.</summary>
    private static async Task<IResult> Show(HttpRequest request, FindChat find, WaitForChange changes, long? since, double? wait)
    {
        if (find.Of(request) is not { } chat)
        {
            return NoLine();
        }

        var patience = TimeSpan.FromSeconds(Math.Clamp(wait ?? 0, 0, LongestWait.TotalSeconds));
        if (since is { } version)
        {
            await changes.After(chat, version, patience, request.HttpContext.RequestAborted);
        }

        return PhoneJson.Ok(find.Report(chat));
    }

    private static IResult Clear(HttpRequest request, FindChat find, PhoneChats chats)
    {
        if (find.Of(request) is not { } chat)
        {
            return NoLine();
        }

        chat.Clear();
        chats.Changed(chat);
        return Results.NoContent();
    }

    private static async Task<IResult> Set(HttpRequest request, FindChat find, PhoneChats chats, CancellationToken ct)
    {
        if (find.Of(request) is not { } chat)
        {
            return NoLine();
        }

        var (wanted, wrong) = await PhoneJson.Read<ChatSettings>(request, ct);
        if (wanted is null)
        {
            return PhoneJson.Wrong(wrong!);
        }

        chat.Receipts = wanted.Receipts ?? chat.Receipts;
        chat.Stopped = wanted.Stopped ?? chat.Stopped;
        if (wanted.OlderByHours is { } hours)
        {
            chat.CustomerWroteAt -= TimeSpan.FromHours(hours);
        }

        chats.Changed(chat);
        return Results.NoContent();
    }

    private static IResult NoLine() => Results.Json(new { error = "there is no such line" }, PhoneJson.Options, statusCode: StatusCodes.Status404NotFound);
}
