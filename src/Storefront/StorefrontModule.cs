using System.Text.Unicode;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Http;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Pages;
using ChatCommerce.Storefront.Pages.Goods;
using ChatCommerce.Storefront.Pages.Ordering;
using ChatCommerce.Storefront.Pages.Texts;
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
        var options = services.AddSettings<StorefrontOptions>(configuration, "Storefront", o =>
        {
            o.PublicUrl = PublicUrl.Find(configuration) ?? o.PublicUrl;
            o.DemoFolder = configuration["Demo:Folder"] ?? o.DemoFolder;
        });
        services.AddRazorComponents();

        // Korean text as itself: written as character references it would be three times as long.
        services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddOutputCache(cache =>
        {
            cache.SizeLimit = 32 * 1024 * 1024;
            cache.MaximumBodySize = 512 * 1024;
            cache.AddPolicy(KeptShortly, policy => _ = options.KeepPageMilliseconds > 0
                ? policy.Expire(TimeSpan.FromMilliseconds(options.KeepPageMilliseconds))
                : policy.NoCache());
        });
        services.AddSingleton<ShopHosts>();
        services.AddSingleton<ShopFrames>();
        services.AddSingleton<Surroundings>();
        services.AddSingleton<HomePages>();
        services.AddSingleton<CatalogPages>();
        services.AddSingleton<ProductPages>();
        services.AddSingleton<DocumentPages>();
        services.AddSingleton<ChatPages>();
        services.AddSingleton<CrawlerPages>();
        services.AddSingleton<OrderPages>();
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
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapPublicFiles();
        DemoPictures.Map(pages, services.GetRequiredService<StorefrontOptions>().DemoFolder);
        var (home, orders, crawlers) = (services.GetRequiredService<HomePages>(), services.GetRequiredService<OrderPages>(), services.GetRequiredService<CrawlerPages>());
        pages.MapMethods("/", Verbs.Read, (HttpContext http, CancellationToken ct) => home.Landing(http, ct));
        pages.MapMethods("/t/{token}", Verbs.Read, orders.Track);
        pages.MapGet("/c/{payToken}", orders.Pay);
        pages.MapMethods("/robots.txt", Verbs.Read, crawlers.Everywhere);
        MapShop(new(pages), services);
    }

    private static void MapShop(ShopRoutes shop, IServiceProvider services)
    {
        var products = services.GetRequiredService<ProductPages>();
        var texts = services.GetRequiredService<DocumentPages>();
        var crawlers = services.GetRequiredService<CrawlerPages>();
        shop.MapKept("", services.GetRequiredService<HomePages>().Home, KeptShortly);
        shop.MapKept("/products", services.GetRequiredService<CatalogPages>().List, KeptShortly);
        shop.MapKept("/products/{handle}", products.One, KeptShortly);
        shop.MapKept("/pages/{name}", texts.Page, KeptShortly);
        shop.MapKept("/blog", texts.Posts, KeptShortly);
        shop.MapKept("/blog/{name}", texts.Post, KeptShortly);
        shop.MapKept("/contact", texts.Contact, KeptShortly);
        shop.MapKept("/sitemap.xml", crawlers.Sitemap, KeptShortly);
        shop.Map("/chat", services.GetRequiredService<ChatPages>().Chat);
        shop.Map("/qr/{reference}.svg", products.Qr);
        shop.Map("/robots.txt", crawlers.Robots);
        shop.Map("/theme.css", visit => Task.FromResult(ThemeEndpoint.Show(visit.Frame, visit.Http)));
    }
}
