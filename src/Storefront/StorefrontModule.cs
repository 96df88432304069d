using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Pages;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Storefront;

public static class StorefrontModule
{
    private const string KeptShortly = "storefront page";

    public static IServiceCollection AddStorefront(this IServiceCollection services, IConfiguration configuration)
    {
        var options = Options(configuration);
        services.AddSingleton(options);
        services.AddRazorComponents();
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = 32 * 1024 * 1024;
            cache.MaximumBodySize = 512 * 1024;
            cache.AddPolicy(KeptShortly, policy => policy.Expire(TimeSpan.FromMilliseconds(Math.Max(options.KeepPageMilliseconds, 1))));
        });
        services.AddSingleton<ShopHosts>();
        services.AddSingleton<ShopFrames>();
        services.AddSingleton<HomePages>();
        services.AddSingleton<ProductPages>();
        return services;
    }

    /// <summary>
    /// Headers for every answer, pages for errors, shops by host name, then routing and the page cache. Call it before authentication and
    /// everything else that looks at the endpoint.
    /// </summary>
    public static void UseStorefront(this WebApplication app)
    {
        app.UsePageHeaders();
        app.UseErrorPages();
        ShopHosts.Use(app);
        app.UseRouting();
        app.UseOutputCache();
    }

    public static void MapStorefront(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var home = services.GetRequiredService<HomePages>();
        var products = services.GetRequiredService<ProductPages>();
        routes.MapPublicFiles();
        routes.MapDemoPictures(services.GetRequiredService<StorefrontOptions>().DemoFolder);
        routes.MapMethods("/", Verbs.Read, async http => await (await home.Landing(http)).ExecuteAsync(http));
        var shop = new ShopRoutes(routes);
        shop.MapKept("", home.Home, KeptShortly);
        shop.MapKept("/products/{handle}", products.One, KeptShortly);
        shop.Map("/qr/{reference}.svg", products.Qr);
        shop.Map("/theme.css", visit => Task.FromResult(ThemeEndpoint.Show(visit.Frame, visit.Http)));
    }

    private static StorefrontOptions Options(IConfiguration configuration)
    {
        var options = configuration.GetSection("Storefront").Get<StorefrontOptions>() ?? new();
        options.PublicUrl = configuration["PublicUrl"] is { Length: > 0 } address ? new(address) : options.PublicUrl;
        options.DemoFolder = configuration["Demo:Folder"] ?? options.DemoFolder;
        return options;
    }
}
