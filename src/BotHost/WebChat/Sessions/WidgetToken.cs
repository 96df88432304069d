using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Commerce.Tenants;

namespace ChatCommerce.BotHost.WebChat.Sessions;

/// <summary>
/// Gives our own widget a token, so that the shop's key stays on the server. A widget that shows the token of its last visit comes back to
/// the same conversation.
/// </summary>
internal sealed class WidgetToken(Tenants tenants, ChannelAccounts accounts, ChatTokens tokens, ChatOrigins origins, ChatLimits limits)
{
    /// <summary>A shop's own host name leads here too: it stands for the shop's path.</summary>
    public static Task<IResult> ByPath(HttpContext http, string slug, WidgetToken widget, CancellationToken ct) => widget.Give(http, slug, ct);

    private async Task<IResult> Give(HttpContext http, string slug, CancellationToken ct)
    {
        if (limits.TakeOpening(http) is { } wait)
        {
            return DirectLineError.TooMany(http, wait);
        }

        var body = await DirectLineBody.Read(http.Request, new WidgetRequest(null), ct);
        if (body.Value is not { } request)
        {
            return body.Refusal!;
        }

        if (await tenants.Find(slug, ct) is not { } shop || await accounts.FindOf(shop.Id, WebChatChannel.Name, ct) is not { } account)
        {
            return DirectLineError.NotFound("There is no shop with a web chat here.");
        }

        http.Response.Headers.CacheControl = "no-store";
        return await origins.Allow(http.Request, account, [], ct)
            ? Results.Ok(TokenEndpoints.Answer(Session(request.Token, account), tokens))
            : DirectLineError.NotAllowed("Pages of this origin may not speak to this shop.");
    }

    private ChatSession Session(string? token, ChannelAccount account)
    {
        var last = token is null ? null : tokens.ReadReturning(token);
        return last is not null && last.Tenant == account.Tenant && last.Account == account.Id
            ? last
            : new(account.Tenant, account.Id, tokens.NewConversation(account.Id), null, []);
    }

    private sealed record WidgetRequest(string? Token);
}
