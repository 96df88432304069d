using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio.Sending;

/// <summary>Calls of Twilio's REST APIs, which all take the account's id and token, or an API key, as a basic sign-in.</summary>
internal sealed class TwilioApi(ProviderClient provider, MediaDownload media, TwilioOptions options)
{
    /// <summary>The setting with the messaging service to send through, where there is one.</summary>
    public const string Service = "messaging_service_sid";

    /// <summary>The secret with an API key: its SID, a colon and its own secret, as a basic sign-in wants them.</summary>
    public const string Key = "api_key";

    public Task<ProviderAnswer> SendMessage(ChannelAccount account, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct) =>
        Post(account, At(options.BaseAddress, $"2010-04-01/Accounts/{AccountSid(account)}/Messages.json"), new FormUrlEncodedContent(fields), ct);

    public Task<ProviderAnswer> CreateContent(ChannelAccount account, JsonObject content, CancellationToken ct) =>
        Post(account, At(options.ContentBaseAddress, "v1/Content"), Json(content), ct);

    public Task<ProviderAnswer> ShowTyping(ChannelAccount account, string messageSid, CancellationToken ct) =>
        Post(account, At(options.MessagingBaseAddress, "v2/Indicators/Typing.json"),
            new FormUrlEncodedContent([new("messageId", messageSid), new("channel", "whatsapp")]), ct);

    public async Task Verify(ChannelAccount account, CancellationToken ct)
    {
        var answer = await provider.Send(Signed(account, new(HttpMethod.Get, At(options.BaseAddress, $"2010-04-01/Accounts/{AccountSid(account)}.json"))), ct);
        if (!answer.Ok)
        {
            throw TwilioErrors.Of(answer);
        }

        if (answer.Text("status") is { } status and not "active")
        {
            throw new ChannelTrouble(Retry.Permanent, $"The account at Twilio is {status}.") { Meaning = Meaning.CredentialsRefused };
        }
    }

    public Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent sent, CancellationToken ct)
    {
        if (!Uri.TryCreate(sent.Source, UriKind.Absolute, out var address))
        {
            throw new ChannelTrouble(Retry.Permanent, "The file has no address.");
        }

        var request = new HttpRequestMessage(HttpMethod.Get, address);
        return media.Fetch(IsTwilios(address) ? Signed(account, request) : request, sent, ct);
    }

    private Task<ProviderAnswer> Post(ChannelAccount account, Uri address, HttpContent content, CancellationToken ct) =>
        provider.Send(Signed(account, new(HttpMethod.Post, address) { Content = content }), ct);

    // The account's secrets go to Twilio and nowhere else.
    private bool IsTwilios(Uri address)
    {
        var own = options.BaseAddress;
        return (address.Scheme == own.Scheme && address.Authority == own.Authority)
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.Host.EndsWith(".twilio.com", StringComparison.OrdinalIgnoreCase));
    }

    private static HttpRequestMessage Signed(ChannelAccount account, HttpRequestMessage request)
    {
        var signIn = account.Credentials.GetValueOrDefault(Key) is { Length: > 0 } key ? key : $"{AccountSid(account)}:{account.Secret("auth_token")}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(signIn)));
        return request;
    }

    private static string AccountSid(ChannelAccount account) => account.Settings.GetValueOrDefault("account_sid") is { Length: > 0 } sid
        ? Uri.EscapeDataString(sid)
        : throw new ChannelTrouble(Retry.Permanent, "The account has no 'account_sid': enter it in the channel's settings.") { Meaning = Meaning.CredentialsRefused };

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(Platform.Json.Options), new MediaTypeHeaderValue("application/json"));

    private static Uri At(Uri start, string path) => new(start.AbsoluteUri.TrimEnd('/') + "/" + path);
}
