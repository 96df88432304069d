using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Telegram;

/// <summary>Answers as the Bot API writes them.</summary>
internal static class BotAnswer
{
    public static readonly ApiTroubles Troubles = new(
        seconds => Refused(429, $"Too Many Requests: retry after {seconds}", new() { ["retry_after"] = seconds }),
        () => Refused(500, "Internal Server Error"),
        Unauthorized);

    public static IResult Ok(JsonNode? result) => Json(new() { ["ok"] = true, ["result"] = result }, 200);

    public static IResult Bad(string what) => Refused(400, "Bad Request: " + what);

    public static IResult Forbidden(string what) => Refused(403, "Forbidden: " + what);

    public static IResult Unauthorized() => Refused(401, "Unauthorized");

    public static IResult NotFound() => Refused(404, "Not Found");

    private static IResult Refused(int code, string description, JsonObject? parameters = null)
    {
        JsonObject body = new() { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (parameters is not null)
        {
            body["parameters"] = parameters;
        }

        return Json(body, code);
    }

    private static IResult Json(JsonObject body, int status) => Results.Text(body.ToJsonString(Updates.Plain), "application/json", statusCode: status);
}
