using ChatCommerce.BotHost.WebChat.Sessions;

namespace ChatCommerce.BotHost.WebChat;

/// <summary>
/// Cross-origin rules of the Direct Line endpoints alone. They carry no cookie, so the bearer token is what protects them; a preflight
/// has none and is answered for every origin, the request itself only for an allowed one.
/// </summary>
internal static class DirectLineCors
{
    public static void Allow(HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        http.Response.Headers.Append("Vary", "Origin");
        if (origin.Length > 0)
        {
            http.Response.Headers.AccessControlAllowOrigin = origin;
            http.Response.Headers.AccessControlExposeHeaders = "Retry-After";
        }
    }

    public static IResult Preflight(HttpContext http)
    {
        if (ChatOrigins.Parse(http.Request.Headers.Origin.ToString()) is null)
        {
            return DirectLineError.Malformed("A preflight request needs an origin.");
        }

        Allow(http);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST";
        http.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, Accept, x-ms-bot-agent, x-requested-with";
        http.Response.Headers.AccessControlMaxAge = "600";
        return Results.NoContent();
    }
}
