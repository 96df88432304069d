using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Channels.Provider;

namespace ChatCommerce.Channels.Meta;

/// <summary>Calls Meta's Graph API with an account's token. An answer that is an error goes through the channel's own switch.</summary>
public sealed class GraphClient(ProviderClient provider, MetaOptions options)
{
    // Text stays readable in the provider's logs and ours; nothing of it becomes HTML.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal Task<ProviderAnswer> Post(GraphCall call, JsonObject body, CancellationToken ct)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Plain));
        content.Headers.ContentType = new("application/json");
        return Send(call, HttpMethod.Post, content, ct);
    }

    internal Task<ProviderAnswer> Get(GraphCall call, CancellationToken ct) => Send(call, HttpMethod.Get, null, ct);

    /// <summary>Whether a file's address is at Meta, so that the token may go there.</summary>
    internal bool IsOurs(Uri address) => SameOrigin(address, options.BaseAddress) || SameOrigin(address, options.Instagram)
        || (address.Scheme == Uri.UriSchemeHttps && Hosts.Exists(host => address.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase)));

    private static readonly List<string> Hosts = [".facebook.com", ".fbsbx.com", ".whatsapp.net", ".instagram.com", ".fbcdn.net"];

    private async Task<ProviderAnswer> Send(GraphCall call, HttpMethod method, HttpContent? content, CancellationToken ct)
    {
        var origin = call.InstagramLogin ? options.Instagram : options.BaseAddress;
        var request = new HttpRequestMessage(method, new Uri(origin, $"{options.Version}/{call.Path}")) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Account.Secret("access_token"));
        var answer = await provider.Send(request, ct);
        return answer.Ok && answer.Text("error", "code") is null ? answer : throw call.Trouble(GraphError.Of(answer));
    }

    private static bool SameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Host == b.Host && a.Port == b.Port;
}

/// <param name="Path">After the version, such as <c>me/messages</c>.</param>
/// <param name="Trouble">The channel's switch over Meta's error codes.</param>
internal sealed record GraphCall(ChannelAccount Account, string Path, Func<GraphError, ChannelTrouble> Trouble)
{
    /// <summary>The account was connected by Instagram Login, whose tokens another host takes.</summary>
    public bool InstagramLogin { get; init; }
}
