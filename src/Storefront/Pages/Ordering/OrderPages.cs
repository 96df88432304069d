using System.Globalization;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages.Ordering;

/// <summary>
/// An order's own page, and the way to its payment page. Whoever holds a link to them sees them, so the link goes to nobody else: not to other
/// sites, not into a cache.
/// </summary>
internal sealed class OrderPages(OrderTokens tokens, Orders orders, PayLink link, CheckPayment check, TenantDb database, ShopFrames frames)
{
    private const int MostLooks = 15;
    private const string SoonAgain = "5";

    public async Task<IResult> Track(HttpContext http, string token)
    {
        Conceal(http);
        var ct = http.RequestAborted;
        if (await tokens.FindByTrack(token, ct) is not { } place || await frames.Find(http, place.Tenant, ct) is not { } frame)
        {
            return Results.NotFound();
        }

        var order = (await Find(place, ct))!;
        if (LookOf(http, order) is not null && await check.Returned(place, ct))
        {
            order = (await Find(place, ct))!;
        }

        var look = LookOf(http, order);
        if (look is not null)
        {
            http.Response.Headers["Refresh"] = string.Create(CultureInfo.InvariantCulture, $"2; url=?paid={look + 1}");
        }

        return Show.Page<TrackOrder>(new() { ["Frame"] = frame, ["Order"] = order, ["Checking"] = look is not null });
    }

    /// <summary>To the provider's payment page; where that cannot be, to the order's own page, or to a page that says why.</summary>
    public async Task<IResult> Pay(HttpContext http, string payToken)
    {
        Conceal(http);
        var ct = http.RequestAborted;
        var opened = await link.Open(payToken, ct);
        if (opened.Ok)
        {
            return Results.Redirect(opened.Value.ToString());
        }

        if (await tokens.FindByPay(payToken, ct) is not { } place || await frames.Find(http, place.Tenant, ct) is not { } frame)
        {
            return Results.NotFound();
        }

        return Instead(http, frame, (await Find(place, ct))!, opened.Refusal!);
    }

    private static IResult Instead(HttpContext http, ShopFrame frame, OrderView order, Refusal refusal)
    {
        if (refusal.Facts?.GetValueOrDefault("payToken") is string newer)
        {
            return Results.Redirect("/c/" + newer);
        }

        // Unless it would only lead back here, the order's page says best how the order stands.
        if (!order.MayBePaid() && refusal.Code is "order-paid" or "order-cancelled" or "payment-pending" or "quote-expired")
        {
            return Results.Redirect("/t/" + order.TrackToken);
        }

        var away = refusal.Code is "payment-busy" or "payment-unavailable";
        if (away)
        {
            http.Response.Headers.RetryAfter = SoonAgain;
        }

        return Show.Page<PayTrouble>(
            new() { ["Frame"] = frame, ["Order"] = order, ["Code"] = refusal.Code }, away ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status409Conflict);
    }

    private Task<OrderView?> Find(OrderPlace place, CancellationToken ct) => orders.Find(database.For(place.Tenant), place.Order, ct);

    private static void Conceal(HttpContext http)
    {
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
    }

    // Payment pages lead back with paid=1. The page looks again every two seconds, for half a minute.
    private static int? LookOf(HttpContext http, OrderView order) =>
        order.MayBePaid() && int.TryParse(http.Request.Query["paid"], NumberStyles.None, CultureInfo.InvariantCulture, out var look) && look is >= 1 and <= MostLooks
            ? look
            : null;
}

internal static class OrderPayments
{
    /// <summary>Whether the order's page offers the way to pay.</summary>
    public static bool MayBePaid(this OrderView order) => order is { State: OrderState.AwaitingPayment, PaymentState: PaymentState.Unpaid };
}
