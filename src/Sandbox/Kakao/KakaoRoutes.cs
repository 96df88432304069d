using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Control;
using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Kakao;

/// <summary>The bot API below <c>/kakao</c>: callbacks, events and what became of them; and the switch for the callback option.</summary>
internal sealed class KakaoRoutes(Lines lines, Arrivals arrivals, Posts posts, ApiFaults faults, KakaoCallbacks callbacks, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, TaskOutcome> outcomes = new(StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/kakao/v1/bots/{bot}/callback/{token}", (HttpContext http, string bot, string token, KakaoRoutes kakao) => kakao.Callback(http, bot, token));
        routes.MapPost("/kakao/v2/bots/{bot}/talk", (HttpContext http, string bot, KakaoRoutes kakao) => kakao.Talk(http, bot));
        routes.MapGet("/kakao/v1/tasks/{task}", (HttpContext http, string task, KakaoRoutes kakao) => kakao.Task(http, task));
        routes.MapPut("/sandbox/kakao/{account}/callback", (string account, bool offered, KakaoRoutes kakao) => kakao.Allow(account, offered));
    }

    private IResult Allow(string account, bool offered)
    {
        if ((lines.Find(KakaoTalk.Name, account) ?? lines.OfTenant(KakaoTalk.Name, account)) is not { } line)
        {
            return Results.NotFound();
        }

        callbacks.Allow(line, offered);
        return Results.NoContent();
    }

    private async Task<IResult> Callback(HttpContext http, string bot, string token)
    {
        var body = await Body(http);
        if (lines.Find(KakaoTalk.Name, bot) is not { } line)
        {
            return Failure("unknown bot");
        }

        return await faults.Run(http, new ApiCall(line, "POST callback", Troubles) { Secret = token }, () =>
        {
            if (callbacks.Use(bot, token) is not { } chat)
            {
                return Failure("invalid, used or expired callback token");
            }

            var bubbles = SkillAnswer.Read(body);
            foreach (var bubble in bubbles)
            {
                arrivals.Received(line, KakaoTalk.UserKey(line, chat.Person), bubble);
            }

            return bubbles is [{ Note: "failed" } wrong] ? Failure(wrong.Text) : Accepted(Ids.New("task_", 16));
        });
    }

    private async Task<IResult> Talk(HttpContext http, string bot)
    {
        var body = await Body(http);
        if (lines.Find(KakaoTalk.Name, bot) is not { } line || !Knows(http, line))
        {
            return Refused();
        }

        return await faults.Run(http, new ApiCall(line, "POST talk", Troubles), () =>
        {
            if (Read(body) is not { } wanted)
            {
                return Failure("event.name and 1 to 100 users of a known type are needed");
            }

            var reached = wanted.Users.Select(user => arrivals.Find(line, user)).OfType<PhoneChat>().ToList();
            foreach (var chat in reached)
            {
                CallBlock(chat, wanted);
            }

            var task = Ids.New("task_", 16);
            outcomes[task] = new(wanted.Users.Count, reached.Count);
            return Accepted(task);
        });
    }

    private IResult Task(HttpContext http, string task)
    {
        if (lines.With("rest_api_key", Key(http), KakaoTalk.Name).Count == 0)
        {
            return Refused();
        }

        return outcomes.TryGetValue(task, out var outcome)
            ? Results.Json(new { taskId = task, status = "DONE", allRequestCount = outcome.Asked, successCount = outcome.Reached, fail = new { count = outcome.Asked - outcome.Reached } })
            : Results.Json(new { taskId = task, status = "ERROR", message = "no such task" }, statusCode: StatusCodes.Status404NotFound);
    }

    // The event's block asks the skill, whose answer is what the person sees.
    private void CallBlock(PhoneChat chat, Event wanted) => posts.Queue(
        chat, SkillCall.Of(chat, new(wanted.Name, "EVENT") { Type = "event", Params = wanted.Params }), new PostWish { Lane = chat.Key, TellsProvider = true });

    private static Event? Read(string body)
    {
        try
        {
            var wanted = JsonDocument.Parse(body).RootElement;
            var name = wanted.GetProperty("event").GetProperty("name").GetString();
            List<string> users =
            [
                .. wanted.GetProperty("user").EnumerateArray().Where(user => user.GetProperty("type").GetString() is "botUserKey")
                    .Select(user => user.GetProperty("id").GetString()!),
            ];
            var given = wanted.TryGetProperty("params", out var all) ? all.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString()) : [];
            return name is { Length: > 0 } && users.Count is >= 1 and <= 100 ? new(name, users, given) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A member of another kind.
            return null;
        }
    }

    private static async Task<string> Body(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }

    private static bool Knows(HttpContext http, Line line) => line.Holds("rest_api_key", Key(http));

    private static string Key(HttpContext http) => http.Request.Headers.Authorization.ToString() is ['K', 'a', 'k', 'a', 'o', 'A', 'K', ' ', .. var key] ? key : "";

    private IResult Accepted(string task) => Results.Json(new { taskId = task, status = "SUCCESS", message = "", timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds() });

    private IResult Failure(string message) => Results.Json(
        new { taskId = Ids.New("task_", 16), status = "FAIL", message, timestamp = clock.GetUtcNow().ToUnixTimeMilliseconds() }, statusCode: StatusCodes.Status400BadRequest);

    private static IResult Refused() => Results.Json(new { msg = "wrong appKey", code = -401 }, statusCode: StatusCodes.Status401Unauthorized);

    private static ApiTroubles Troubles { get; } = new(
        seconds => Results.Json(new { msg = string.Create(CultureInfo.InvariantCulture, $"API limit has been exceeded, {seconds} s"), code = -10 }, statusCode: StatusCodes.Status429TooManyRequests),
        () => Results.Json(new { status = "ERROR", message = "internal error" }, statusCode: StatusCodes.Status500InternalServerError),
        Refused);

    private sealed record Event(string Name, IReadOnlyList<string> Users, IReadOnlyDictionary<string, string> Params);

    private sealed record TaskOutcome(int Asked, int Reached);
}
