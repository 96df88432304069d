using System.Globalization;
using System.Text.Json.Serialization;
using ChatCommerce.BotHost.WebChat.Activities;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.WebChat;

/// <summary>Starting a conversation, coming back to it, and reading it by polling.</summary>
internal static class ConversationEndpoints
{
    public static async Task<IResult> Start(HttpContext http, ChatTokens tokens, ActivityLog log, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        var body = await DirectLineBody.Read(http.Request, new TokenRequest(), ct);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (TokenEndpoints.Wrong(request) is { } wrong)
        {
            return DirectLineError.Malformed(wrong);
        }

        var account = caller.Account;
        var session = caller.Session ?? new(account.Tenant, account.Id, tokens.NewConversation(account.Id), request.User?.Bound, []);
        var known = caller.Session is not null && await log.Find(session, ct) is not null;
        return Results.Json(Answer(http, tokens, session, "-"), statusCode: known ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    /// <summary>A new address of the stream, from the watermark the client has.</summary>
    public static IResult Resume(HttpContext http, string conversation, ChatTokens tokens) =>
        Watermark.Parse(http.Request.Query["watermark"]) is { } after
            ? Results.Ok(Answer(http, tokens, Caller.Of(http).In(conversation), after == 0 ? "-" : after.ToString(CultureInfo.InvariantCulture)))
            : Watermark.Refused();

    public static async Task<IResult> Poll(HttpContext http, string conversation, ActivityLog log, CancellationToken ct)
    {
        if (Watermark.Parse(http.Request.Query["watermark"]) is not { } after)
        {
            return Watermark.Refused();
        }

        var page = await log.Read(Caller.Of(http).In(conversation), after, ct);
        return Results.Text(page.ToJson(), "application/json");
    }

    private static ConversationAnswer Answer(HttpContext http, ChatTokens tokens, ChatSession session, string watermark)
    {
        var scheme = http.Request.IsHttps ? "wss" : "ws";
        var stream = $"{scheme}://{http.Request.Host}{WebChatModule.Root}/conversations/{session.Conversation}/stream"
            + $"?watermark={watermark}&t={tokens.Issue(session, TokenUse.Stream)}";
        return new(session.Conversation, tokens.Issue(session, TokenUse.Chat), tokens.Life, stream);
    }
}

internal sealed record ConversationAnswer(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string StreamUrl);

/// <summary>A place in a conversation: how many activities the client has seen. Empty, <c>-</c> and absent mean the beginning.</summary>
internal static class Watermark
{
    public static long? Parse(string? text) => text is null or "" or "-" or "null" or "undefined" ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : null;

    public static IResult Refused() => DirectLineError.Malformed("The watermark is not one of ours: send the last one received, or none.");
}
