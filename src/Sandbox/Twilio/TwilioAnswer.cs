using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Answers as Twilio's REST APIs write them.</summary>
internal static class TwilioAnswer
{
    public static readonly ApiTroubles Troubles = new(
        _ => Refused(429, 20429, "Too Many Requests"),
        () => Refused(500, 20500, "An internal server error has occurred"),
        Unauthorized);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Ok(JsonObject body, int status = 200) => Results.Text(body.ToJsonString(Plain), "application/json", statusCode: status);

    public static IResult Bad(int code, string message) => Refused(400, code, message);

    public static IResult Unauthorized() => Refused(401, 20003, "Authenticate");

    public static IResult NotFound() => Refused(404, 20404, "The requested resource was not found");

    private static IResult Refused(int status, int code, string message) => Ok(
        new()
        {
            ["code"] = code,
            ["message"] = message,
            ["more_info"] = "https://www.twilio.com/docs/errors/" + code.ToString(CultureInfo.InvariantCulture),
            ["status"] = status,
        }, status);
}
