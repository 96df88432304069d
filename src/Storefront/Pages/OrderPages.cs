using System.Globalization;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages;

/// <summary>An order's own page. Whoever holds its link sees it, so the link goes to nobody else: not to other sites, not into a cache.</summary>
internal sealed class OrderPages(OrderTokens tokens, Orders orders, TenantDb database, ShopFrames frames)
{
    private const int MostLooks = 15;

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
        return order is null ? Results.NotFound() : Show.Page<TrackOrder>(new() { ["Frame"] = frame, ["Order"] = order, ["Checking"] = IsChecked(http, order) });
    }

    // Payment pages lead back with paid=1. The page looks again every two seconds, for half a minute.
    private static bool IsChecked(HttpContext http, OrderView order)
    {
        if (order is not { State: OrderState.AwaitingPayment, PaymentState: PaymentState.Unpaid }
            || !int.TryParse(http.Request.Query["paid"], NumberStyles.None, CultureInfo.InvariantCulture, out var look) || look is < 1 or > MostLooks)
        {
            return false;
        }

        http.Response.Headers["Refresh"] = string.Create(CultureInfo.InvariantCulture, $"2; url=?paid={look + 1}");
        return true;
    }
}
