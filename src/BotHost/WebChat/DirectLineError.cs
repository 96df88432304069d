using System.Globalization;

namespace ChatCommerce.BotHost.WebChat;

/// <summary>Direct Line's own way of saying no: <c>{"error":{"code","message"}}</c> with the codes its reference lists.</summary>
internal static class DirectLineError
{
    public static IResult Malformed(string message) => Of(StatusCodes.Status400BadRequest, "MalformedData", message);

    public static IResult NoToken() => Of(StatusCodes.Status401Unauthorized, "MissingProperty", "Expected 'Authorization: Bearer' with a web chat key or a token.");

    public static IResult NotAllowed(string message) => Of(StatusCodes.Status403Forbidden, "NotAllowed", message);

    public static IResult Expired() => Of(StatusCodes.Status403Forbidden, "TokenExpired", "The token has ended. Refresh a token before its time, or generate a new one.");

    public static IResult NotFound(string message) => Of(StatusCodes.Status404NotFound, "NotFound", message);

    public static IResult TooLarge(string message) => Of(StatusCodes.Status413PayloadTooLarge, "InvalidRange", message);

    public static IResult WrongType(string message) => Of(StatusCodes.Status415UnsupportedMediaType, "NotSupported", message);

    public static IResult TooMany(HttpContext http, TimeSpan after)
    {
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many requests. Try again after the seconds in Retry-After.");
    }

    private static IResult Of(int status, string code, string message) => Results.Json(new { error = new { code, message } }, statusCode: status);
}
