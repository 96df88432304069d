using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline.Skills;
using ChatCommerce.Channels.Webhooks;

namespace ChatCommerce.BotHost.Webhooks;

internal static class SkillRoutes
{
    private const int MostBytes = 1024 * 1024;

    /// <summary>KakaoTalk's skill server: its answer is in the response, so it does not go through the door of all other providers.</summary>
    public static void MapSkills(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/kakaotalk/{accountToken}", Answer).DisableAntiforgery().ExcludeFromDescription();

    private static async Task Answer(string accountToken, HttpContext http, SkillServer server, HostAddress address, TimeProvider clock)
    {
        var arrived = clock.GetUtcNow();
        var body = await RequestBytes.Read(http.Request, MostBytes, http.RequestAborted);
        if (body is null)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new WebhookRequest(http.Request.Method, new Uri(address.PublicUrl, http.Request.Path), headers, body) { ReceivedAt = arrived };
        var reply = await server.Answer(accountToken, request, http.RequestAborted);
        var outcome = await Write(http, reply);
        if (reply.Taken is { } taken)
        {
            await server.Settle(taken, outcome);
        }
    }

    private static async Task<Writing> Write(HttpContext http, SkillReply reply)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            return Writing.NotBegun;
        }

        http.Response.StatusCode = reply.Status;
        if (reply.Body.Length > 0)
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.ContentLength = reply.Body.Length;
            await http.Response.Body.WriteAsync(reply.Body, CancellationToken.None);
        }

        await http.Response.CompleteAsync();
        return http.RequestAborted.IsCancellationRequested ? Writing.Broken : Writing.Done;
    }
}
