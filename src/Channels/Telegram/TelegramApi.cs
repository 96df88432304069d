using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Telegram;

/// <summary>Calls of the Bot API. The token stands in the address, so addresses are never logged and never part of a message.</summary>
internal sealed class TelegramApi(ProviderClient provider, MediaDownload media, TelegramOptions options)
{
    public Task<ProviderAnswer> Call(ChannelAccount account, TelegramCall call, CancellationToken ct)
    {
        var content = new StringContent(call.Body.ToJsonString(Platform.Json.Options), new MediaTypeHeaderValue("application/json", "utf-8"));
        return provider.Send(new HttpRequestMessage(HttpMethod.Post, Address($"bot{Token(account)}/{call.Method}")) { Content = content }, ct);
    }

    /// <summary>A call that must succeed, with what it returns.</summary>
    public async Task<ProviderAnswer> Get(ChannelAccount account, string method, JsonObject body, CancellationToken ct)
    {
        var answer = await Call(account, new(method, body), ct);
        return Took(answer) ? answer : throw TelegramErrors.Of(answer);
    }

    public Task<FetchedMedia> File(ChannelAccount account, string path, MediaSent sent, CancellationToken ct)
    {
        var folder = Address($"file/bot{Token(account)}/");
        var file = new Uri(folder, path);
        return file.AbsoluteUri.StartsWith(folder.AbsoluteUri, StringComparison.Ordinal)
            ? media.Fetch(new HttpRequestMessage(HttpMethod.Get, file), sent, ct)
            : throw new ChannelTrouble(Retry.Permanent, "Telegram named a file outside its own folder.");
    }

    public static bool Took(ProviderAnswer answer) => answer.Ok && answer.Text("ok") is "true";

    private static string Token(ChannelAccount account) => Uri.EscapeDataString(account.Secret("bot_token")).Replace("%3A", ":", StringComparison.Ordinal);

    // "bot123:abc/…" alone would be read as an address with a scheme.
    private Uri Address(string path) => new(options.BaseAddress.AbsoluteUri.TrimEnd('/') + "/" + path);
}
