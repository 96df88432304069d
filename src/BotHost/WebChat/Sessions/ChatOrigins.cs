using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Channels;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Storefront.Hosting;

namespace ChatCommerce.BotHost.WebChat.Sessions;

/// <summary>
/// From which web pages a shop may be spoken to: its own, those on its list, or those the holder of its key named in the token. A request
/// without an origin does not come from a page.
/// </summary>
internal sealed class ChatOrigins(Tenants tenants, ShopHosts hosts, HostAddress address)
{
    public const string Setting = "origins";
    private static readonly char[] Separators = [' ', ',', '\n', '\t'];

    public async Task<bool> Allow(HttpRequest request, ChannelAccount account, IReadOnlyList<string> named, CancellationToken ct)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return true;
        }

        return Parse(origin) is { } uri && (Listed(uri, account, named) || await IsOwn(uri, request, account.Tenant, ct));
    }

    /// <summary>A well-formed web origin; null for anything else, <c>null</c> among them.</summary>
    public static Uri? Parse(string origin) =>
        origin.Length <= 300 && Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && uri is { PathAndQuery: "/", UserInfo: "", Fragment: "" } ? uri : null;

    private static bool Listed(Uri origin, ChannelAccount account, IReadOnlyList<string> named)
    {
        var list = named.Count > 0 ? named
            : account.Settings.GetValueOrDefault(Setting, "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return list.Any(o => Parse(o) is { } allowed && Same(allowed, origin));
    }

    private async Task<bool> IsOwn(Uri origin, HttpRequest request, TenantId tenant, CancellationToken ct)
    {
        if (Same(origin, address.PublicUrl) || (origin.IsLoopback && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        var shop = await tenants.Find(tenant, ct);
        return shop is not null && await hosts.Slug(origin.Host, ct) == shop.Slug;
    }

    private static bool Same(Uri a, Uri b) => a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.Host, b.Host, StringComparison.OrdinalIgnoreCase);
}
