using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;

namespace ChatCommerce.BotHost.Webhooks;

public static class ChannelRoutes
{
    private const int MostBytes = 3 * 1024 * 1024;

    /// <summary>Every provider's webhook: <c>/webhooks/{channel}/{accountToken}</c>.</summary>
    public static void MapChannelWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/webhooks/{channel}/{accountToken}", Handshake).ExcludeFromDescription();
        routes.MapSkills();
        routes.MapPost("/webhooks/{channel}/{accountToken}", Receive).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> Handshake(
        string channel, string accountToken, HttpRequest request, ChannelWebhooks webhooks, HostAddress address, CancellationToken ct) =>
        Answer(await webhooks.Handshake(channel, accountToken, Of(request, [], address, webhooks), ct));

    private static async Task<IResult> Receive(
        string channel, string accountToken, HttpRequest request, ChannelWebhooks webhooks, HostAddress address, CancellationToken ct)
    {
        var body = await RequestBytes.Read(request, MostBytes, ct);
        if (body is null)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        // What is received is stored even when the sender hangs up.
        return Answer(await webhooks.Receive(channel, accountToken, Of(request, body, address, webhooks), CancellationToken.None));
    }

    private static WebhookRequest Of(HttpRequest request, byte[] body, HostAddress address, ChannelWebhooks webhooks) =>
        new(request.Method, new Uri(address.PublicUrl, request.Path + request.QueryString),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body)
        {
            Query = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal),
            ReceivedAt = webhooks.Now,
        };

    private static IResult Answer(WebhookAnswer answer) => Results.Text(answer.Body, answer.ContentType, statusCode: answer.Status);
}
