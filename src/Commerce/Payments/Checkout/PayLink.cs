using System.Net;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Payments.Checkout;

/// <summary>
/// The short link <c>/c/{token}</c>: opens the order's payment page at Stripe, made at the first click and made anew when it has
/// expired while the quote is valid and the goods can be held.
/// </summary>
public sealed class PayLink(
    OrderTokens tokens, TenantDb tenants, PreparePayment prepare, StripeClient stripe, PaymentOptions options, ILogger<PayLink> log)
{
    private const int Tries = 8;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);
    private static readonly Refusal Busy = new("payment-busy", "The payment page cannot be opened right now. Please try again in a moment.");
    private static readonly Refusal InUse = Busy with { Message = "The payment page is being opened. Please try again in a moment." };
    private static readonly Refusal Unavailable = new("payment-unavailable", "This order cannot be paid online at the moment.");

    /// <summary>
    /// Where to send the customer. Refusals: <c>order-not-found</c>, <c>order-paid</c>, <c>order-cancelled</c>, <c>cart-changed</c> (fact
    /// payToken of the order that took its place, if any), <c>quote-expired</c>, <c>not-enough-stock</c>, <c>payment-pending</c>,
    /// <c>payment-page-closing</c>, <c>payment-busy</c>, <c>payment-unavailable</c>.
    /// </summary>
    public async Task<Result<Uri>> Open(string payToken, CancellationToken ct)
    {
        if (await tokens.FindByPay(payToken, ct) is not { } place)
        {
            return OrderRefusals.NotFound;
        }

        for (var attempt = 1; ; attempt++)
        {
            var plan = await tenants.Try(place.Tenant, db => prepare.Ready(db, place.Order, ct), ct);
            if (!plan.Ok)
            {
                return plan.Refusal!;
            }

            var opened = plan.Value.Session.Url is { } url ? new Uri(url) : await Create(place.Tenant, plan.Value, ct);
            if (opened.Refusal != InUse || attempt == Tries)
            {
                return opened;
            }

            // Another click is creating the same session this very moment.
            await Task.Delay(BetweenTries, ct);
        }
    }

    private async Task<Result<Uri>> Create(TenantId tenant, SessionPlan plan, CancellationToken ct)
    {
        try
        {
            var session = await stripe.CreateSession(plan.Account, SessionForm.Of(tenant, plan, options), SessionForm.KeyOf(tenant, plan.Session), ct);
            FaultPoint.Hit("pay.link.created");
            return await Opened(tenant, plan, session, ct);
        }
        catch (StripeTrouble trouble)
        {
            return await Failed(tenant, plan, trouble, ct);
        }
    }

    private async Task<Result<Uri>> Opened(TenantId tenant, SessionPlan plan, StripeSession session, CancellationToken ct)
    {
        if (session.Url is null || session.Id.Length == 0)
        {
            return Unavailable;
        }

        await CheckoutSessions.Opened(tenants.For(tenant), plan.Session.Id, session, ct);
        var live = await CheckoutSessions.FindLive(tenants.For(tenant), plan.Session.OrderId, ct);
        return live?.Url is { } url ? new Uri(url) : OrderRefusals.Cancelled;
    }

    // A session that could not be made, or whose answer is stored as a failure, is given up: nobody knows its address.
    private async Task<Result<Uri>> Failed(TenantId tenant, SessionPlan plan, StripeTrouble trouble, CancellationToken ct)
    {
        log.LogWarning("Stripe did not open session {N} of order {Order}: {Code} ({Retry})", plan.Session.N, plan.Session.OrderId, trouble.Code, trouble.Retry);
        var over = trouble.Retry is MayRetry.Never || trouble.Replayed;
        if (over && !await CheckoutSessions.GiveUp(tenants.For(tenant), plan.Session.Id, ct)
            && await CheckoutSessions.FindLive(tenants.For(tenant), plan.Session.OrderId, ct) is { Url: { } url })
        {
            // A click at the same moment had more luck.
            return new Uri(url);
        }

        return trouble.Retry is MayRetry.Never ? Unavailable
            : trouble.Status is HttpStatusCode.Conflict ? InUse
            : Busy;
    }
}
