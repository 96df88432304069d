using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>Maps a shop's pages below its slug. Each page gets the shop it is for; where there is none it is not asked.</summary>
internal sealed class ShopRoutes(IEndpointRouteBuilder routes)
{
    private readonly ShopFrames frames = routes.ServiceProvider.GetRequiredService<ShopFrames>();
    private readonly TenantDb database = routes.ServiceProvider.GetRequiredService<TenantDb>();

    public RouteHandlerBuilder Map(string path, Func<ShopVisit, Task<IResult>> show) =>
        routes.MapMethods("/{slug}" + path, Verbs.Read, (HttpContext http, string slug) => Answer(http, slug, show));

    /// <summary>A page that is the same for every visitor for a moment.</summary>
    public void MapKept(string path, Func<ShopVisit, Task<IResult>> show, string policy) => Map(path, visit =>
    {
        visit.Http.Response.Headers.CacheControl = "no-cache";
        return show(visit);
    }).CacheOutput(policy);

    private async Task<IResult> Answer(HttpContext http, string slug, Func<ShopVisit, Task<IResult>> show)
    {
        var frame = await frames.Find(http, slug, http.RequestAborted);
        return frame is null ? Results.NotFound() : await show(new(frame, http, database));
    }
}
