using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages;

/// <summary>An order's own page. Whoever holds its link sees it, so the link goes to nobody else: not to other sites, not into a cache.</summary>
internal sealed class OrderPages(OrderTokens tokens, Orders orders, TenantDb database, ShopFrames frames)
{
    public async Task<IResult> Track(HttpContext http, string token)
    {
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        var ct = http.RequestAborted;
        if (await tokens.FindByTrack(token, ct) is not { } place || await frames.Find(http, place.Tenant, ct) is not { } frame)
        {
            return Results.NotFound();
        }

        var order = await orders.Find(database.For(place.Tenant), place.Order, ct);
        return order is null ? Results.NotFound() : Show.Page<TrackOrder>(new() { ["Frame"] = frame, ["Order"] = order });
    }
}
