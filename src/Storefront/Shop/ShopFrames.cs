using System.Collections.Concurrent;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Wording;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Shop;

/// <summary>Finds the shop a request is for, with what stands around each of its pages; that part is kept for a few seconds.</summary>
internal sealed class ShopFrames(
    Tenants tenants, TenantDb database, Settings settings, Products products, StorefrontOptions options, TimeProvider clock)
{
    private const int MostKept = 500;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<TenantId, Kept> kept = new();

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

        var around = await Around(tenant, ct);
        return new(tenant, around.Profile, around.Categories, around.Pages, host is null ? "/" + tenant.Slug : "", Root(http, tenant, host));
    }

    private async Task<Kept> Around(Tenant tenant, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (kept.TryGetValue(tenant.Id, out var found) && found.Until > now)
        {
            return found;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        return kept[tenant.Id] = await Read(tenant, now + KeptFor, ct);
    }

    private async Task<Kept> Read(Tenant tenant, DateTimeOffset until, CancellationToken ct)
    {
        var db = database.For(tenant.Id);
        var profile = settings.Find<ShopProfile>(db, ShopProfile.Name, ct);
        var categories = products.Categories(db, ct);
        var words = Words.Of(tenant.Locale);
        await Task.WhenAll(profile, categories);
        return new(await profile ?? ShopProfile.Empty, await categories, [], until);
    }

    // One shop, one address for search engines: its own domain where it has one, else its path on the platform.
    private string Root(HttpContext http, Tenant tenant, ShopHost? host)
    {
        var name = http.Request.Host.Host;
        var own = host is not null && !options.HostSuffixes.Any(s => name.EndsWith("." + s, StringComparison.OrdinalIgnoreCase));
        return own ? $"{http.Request.Scheme}://{http.Request.Host}" : new Uri(options.PublicUrl, tenant.Slug).ToString();
    }

    private sealed record Kept(
        ShopProfile Profile, IReadOnlyList<CategoryCount> Categories, IReadOnlyList<PageLink> Pages, DateTimeOffset Until);
}
