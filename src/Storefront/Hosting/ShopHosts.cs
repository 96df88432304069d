using System.Net;
using ChatCommerce.Commerce.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>
/// Lets a shop's own host name serve its pages: <c>harbor.localhost/products</c> is <c>/harbor/products</c> inside. Addresses that are
/// not a shop's, such as the API's, pass as they are.
/// </summary>
public sealed class ShopHosts(Tenants tenants, StorefrontOptions options)
{
    private static readonly HashSet<string> ShopPaths = new(StringComparer.Ordinal)
    {
        "", "products", "pages", "blog", "contact", "chat", "qr", "pictures", "theme.css", "robots.txt", "sitemap.xml",
    };

    internal static void Use(IApplicationBuilder app)
    {
        var hosts = app.ApplicationServices.GetRequiredService<ShopHosts>();
        app.Use(async (http, next) =>
        {
            await hosts.Enter(http);
            await next(http);
        });
    }

    /// <summary>The shop that a host name serves; null: nobody's, or the platform's own.</summary>
    public async Task<string?> Slug(string host, CancellationToken ct)
    {
        if (IsPlatform(host))
        {
            return null;
        }

        var suffix = options.HostSuffixes.FirstOrDefault(s => host.EndsWith("." + s, StringComparison.OrdinalIgnoreCase));
        if (suffix is null)
        {
            return (await tenants.FindByHost(host, ct))?.Slug;
        }

        var name = host[..^(suffix.Length + 1)].ToLowerInvariant();
        return (await tenants.Find(name, ct))?.Slug;
    }

    private async Task Enter(HttpContext http)
    {
        var host = http.Request.Host.Host;
        if (IsPlatform(host))
        {
            return;
        }

        var slug = await Slug(host, http.RequestAborted);
        http.Features.Set(new ShopHost(slug));
        var path = http.Request.Path.Value ?? "/";
        if (slug is not null && ShopPaths.Contains(path.Split('/')[1]))
        {
            http.Request.Path = path == "/" ? "/" + slug : $"/{slug}{path}";
        }
    }

    // Names without a dot and bare addresses are machines, never shops: health checks and neighbours in a network use them.
    private bool IsPlatform(string host) =>
        !host.Contains('.', StringComparison.Ordinal) || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || string.Equals(host, options.PublicUrl.Host, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Set when a request came by a host name that is not the platform's.</summary>
/// <param name="Slug">The shop it belongs to; null: nobody's.</param>
internal sealed record ShopHost(string? Slug);
