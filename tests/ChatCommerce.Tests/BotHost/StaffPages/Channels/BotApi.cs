using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.BotHost.StaffPages.Channels;

/// <summary>As much of Telegram's Bot API as connecting a bot needs: tokens that work, what it was told, what it was given to send.</summary>
public sealed class BotApi : IAsyncDisposable
{
    private readonly WebApplication app;
    private int messages;

    private BotApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/bot{token}/{method}", Answer);
    }

    public Uri Address => new(app.Urls.First());

    /// <summary>Tokens that BotFather gave out and did not take back.</summary>
    public ConcurrentDictionary<string, bool> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Webhook and secret by token, as they were told last.</summary>
    public ConcurrentDictionary<string, (string Url, string Secret)> Webhooks { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<(string Chat, string Text)> Sent { get; } = new();

    public static async Task<BotApi> Open()
    {
        var api = new BotApi();
        await api.app.StartAsync();
        return api;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> Answer(string token, string method, HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body);
        if (!Tokens.ContainsKey(token))
        {
            return Refused(401, "Unauthorized");
        }

        if (method == "setWebhook")
        {
            Webhooks[token] = (Text(body, "url"), Text(body, "secret_token"));
        }

        if (method == "deleteWebhook")
        {
            Webhooks.TryRemove(token, out _);
        }

        if (method != "sendMessage")
        {
            return Results.Json(new { ok = true, result = new { id = long.Parse(token.Split(':')[0], CultureInfo.InvariantCulture) } });
        }

        if (Text(body, "chat_id") == "404")
        {
            return Refused(400, "Bad Request: chat not found");
        }

        Sent.Enqueue((Text(body, "chat_id"), Text(body, "text")));
        return Results.Json(new { ok = true, result = new { message_id = Interlocked.Increment(ref messages) } });
    }

    private static IResult Refused(int code, string description) => Results.Json(new { ok = false, error_code = code, description }, statusCode: code);

    private static string Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).ToString();
}
