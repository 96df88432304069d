using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.WebChat.Sessions;

/// <summary>Who calls: the holder of the shop's web chat key, or a session.</summary>
/// <param name="Session">Null for the holder of the key.</param>
internal sealed record Caller(ChannelAccount Account, ChatSession? Session)
{
    /// <summary>The session to act as in a conversation that <see cref="DirectLineGate"/> let the caller into.</summary>
    public ChatSession In(string conversation) => Session ?? new(Account.Tenant, Account.Id, conversation, null, []);

    public static Caller Of(HttpContext http) => (Caller)http.Items[typeof(Caller)]!;
}

/// <summary>Stands before every Direct Line endpoint: limits, key or token, origin, and whether the conversation is the caller's.</summary>
internal sealed class DirectLineGate(ChatTokens tokens, ChannelAccounts accounts, ChatOrigins origins, ChatLimits limits) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.Authorization.ToString() is not { Length: > 7 } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return limits.TakeRequest(http) is { } wait ? DirectLineError.TooMany(http, wait) : DirectLineError.NoToken();
        }

        var (caller, refusal) = await Identify(http, header[Scheme.Length..].Trim());
        return refusal ?? await Enter(caller!, http) ?? await next(context);
    }

    private async Task<(Caller? Caller, IResult? Refusal)> Identify(HttpContext http, string bearer)
    {
        if (tokens.Read(bearer, TokenUse.Chat, out var expired) is { } session)
        {
            return limits.TakeRequest(http) is { } wait ? (null, DirectLineError.TooMany(http, wait))
                : await accounts.Find(session.Tenant, session.Account, http.RequestAborted) is { } own ? (new(own, session), null)
                : (null, DirectLineError.NotAllowed("The shop of this token is gone."));
        }

        if (!expired && await FindByKey(bearer, http.RequestAborted) is { } account)
        {
            return limits.TakeKey(account.ExternalId) is { } wait ? (null, DirectLineError.TooMany(http, wait)) : (new(account, null), null);
        }

        return limits.TakeRequest(http) is { } pause ? (null, DirectLineError.TooMany(http, pause))
            : (null, expired ? DirectLineError.Expired() : DirectLineError.NotAllowed("This is no web chat key and no token of ours."));
    }

    private async Task<ChannelAccount?> FindByKey(string bearer, CancellationToken ct) =>
        bearer.Length is >= 16 and <= 200 && await accounts.FindByKey(bearer, ct) is { Kind: WebChatChannel.Name } account ? account : null;

    private async Task<IResult?> Enter(Caller caller, HttpContext http)
    {
        if (!await origins.Allow(http.Request, caller.Account, caller.Session?.Origins ?? [], http.RequestAborted))
        {
            return DirectLineError.NotAllowed("Pages of this origin may not speak to this shop. Add it to the shop's list of origins.");
        }

        DirectLineCors.Allow(http);
        http.Items[typeof(Caller)] = caller;
        return http.GetRouteValue("conversation") is string conversation ? Own(caller, conversation) : null;
    }

    private IResult? Own(Caller caller, string conversation)
    {
        if (caller.Session is { } session)
        {
            return session.Conversation == conversation ? null : DirectLineError.NotAllowed("The token is for another conversation.");
        }

        return tokens.IsConversationOf(caller.Account.Id, conversation) ? null : DirectLineError.NotFound("There is no such conversation.");
    }
}
