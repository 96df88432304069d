using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Storefront.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Shop;

/// <summary>Finds the shop a request is for, with what stands around each of its pages.</summary>
internal sealed class ShopFrames(Tenants tenants, Surroundings surroundings, StorefrontOptions options)
{
    /// <summary>Null when there is no such shop, it is closed, or the request came by another's host name.</summary>
    public async Task<ShopFrame?> Find(HttpContext http, string slug, CancellationToken ct) =>
        await tenants.Find(slug, ct) is { } tenant ? await Of(http, tenant, ct) : null;

    public async Task<ShopFrame?> Find(HttpContext http, TenantId id, CancellationToken ct) => await Of(http, await tenants.Get(id, ct), ct);

    private async Task<ShopFrame?> Of(HttpContext http, Tenant tenant, CancellationToken ct)
    {
        var host = http.Features.Get<ShopHost>();
        if (tenant.Status != TenantStatus.Active || (host is not null && host.Slug != tenant.Slug))
        {
            return null;
        }

        var around = await surroundings.Of(tenant, ct);
        return new(tenant, around.Profile, around.Categories, around.Pages, host is null ? "/" + tenant.Slug : "", Root(http, tenant, host));
    }

    // One shop, one address for search engines: its own domain where it has one, else its path on the platform.
    private string Root(HttpContext http, Tenant tenant, ShopHost? host)
    {
        var name = http.Request.Host.Host;
        var own = host is not null && !options.HostSuffixes.Any(s => name.EndsWith("." + s, StringComparison.OrdinalIgnoreCase));
        return own ? $"{http.Request.Scheme}://{http.Request.Host}" : new Uri(options.PublicUrl, tenant.Slug).ToString();
    }
}
