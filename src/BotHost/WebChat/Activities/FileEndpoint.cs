using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.WebChat.Activities;

/// <summary>A customer's own upload, read back by the signed address that stands in its echo: a picture's address carries no token of the session.</summary>
internal static class FileEndpoint
{
    public const string Root = WebChatModule.Root + "/files/";

    public static async Task<IResult> Get(HttpContext http, string token, ChatTokens tokens, ChatLimits limits, InboundMedia media, TenantDb db, CancellationToken ct)
    {
        if (limits.TakeRequest(http) is { } wait)
        {
            return DirectLineError.TooMany(http, wait);
        }

        return tokens.ReadFile(token) is { } signed && await media.Find(db.For(signed.Tenant), signed.Account, signed.Key, ct) is { } file
            ? FileAnswer.Of(http, file, elsewhere: true)
            : DirectLineError.NotFound("There is no such file.");
    }
}
