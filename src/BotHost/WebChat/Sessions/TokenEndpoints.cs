using System.Text.Json.Serialization;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.WebChat.Sessions;

/// <summary>Tokens: the holder of the key generates one for a person, the person's client refreshes it.</summary>
internal static class TokenEndpoints
{
    private const int MostOrigins = 20;

    public static async Task<IResult> Generate(HttpContext http, ChatTokens tokens, CancellationToken ct)
    {
        var caller = Caller.Of(http);
        if (caller.Session is not null)
        {
            return DirectLineError.NotAllowed("A token cannot generate tokens: use the shop's web chat key.");
        }

        var body = await DirectLineBody.Read(http.Request, new TokenRequest(), ct);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (Wrong(request) is { } wrong)
        {
            return DirectLineError.Malformed(wrong);
        }

        var account = caller.Account;
        var session = new ChatSession(account.Tenant, account.Id, tokens.NewConversation(account.Id), request.User?.Bound, [.. (request.TrustedOrigins ?? []).OfType<string>()]);
        return Results.Ok(Answer(session, tokens));
    }

    public static IResult Refresh(HttpContext http, ChatTokens tokens) => Caller.Of(http).Session is { } session
        ? Results.Ok(Answer(session, tokens))
        : DirectLineError.NotAllowed("A key has no end to refresh: send the token.");

    internal static TokenAnswer Answer(ChatSession session, ChatTokens tokens) =>
        new(session.Conversation, tokens.Issue(session, TokenUse.Chat), tokens.Life);

    internal static string? Wrong(TokenRequest request) => request switch
    {
        { TrustedOrigins.Count: > MostOrigins } => $"At most {MostOrigins} trusted origins.",
        { TrustedOrigins: { } origins } when origins.Any(o => o is null || ChatOrigins.Parse(o) is null) => "A trusted origin is such as https://shop.example.",
        { User.Id.Length: > 200 } or { User.Name.Length: > 200 } => "A user's id and name have at most 200 characters.",
        _ => null,
    };
}

/// <param name="User">Binds the person to the token, so that no client can claim to be another.</param>
/// <param name="TrustedOrigins">The only origins the token works from.</param>
internal sealed record TokenRequest(UserRequest? User = null, IReadOnlyList<string?>? TrustedOrigins = null);

internal sealed record UserRequest(string? Id, string? Name)
{
    [JsonIgnore]
    public ChatUser? Bound => CustomerText.Clean(Id) is { Length: > 0 } id ? new(id, CustomerText.Clean(Name) is { Length: > 0 } name ? name : null) : null;
}

internal sealed record TokenAnswer(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn);
