using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Checkout;

/// <summary>Payment pages that came to nothing.</summary>
public sealed class EndedSessions(TenantDb tenants, UnpaidOrders unpaid, Holds holds, OrderEvents events, IOrderNews news, TimeProvider clock)
{
    /// <summary>The provider says that nobody can pay the page any more.</summary>
    internal Task Expired(TenantId tenant, EventSeen seen, CancellationToken ct) => OnSession(tenant, seen, End, ct);

    /// <summary>The bank said no after the customer had left.</summary>
    internal Task Failed(TenantId tenant, EventSeen seen, CancellationToken ct) => OnSession(tenant, seen, Fail, ct);

    /// <summary>Ends the row; when it was the order's last way to pay, its goods go back.</summary>
    internal async Task<Done> End(TenantScope db, CheckoutSession session, CancellationToken ct)
    {
        var order = await OrderRows.Lock(db, session.OrderId, ct);
        if (await CheckoutSessions.Expire(db, session.Id, ct) && order is { PaymentState: PaymentState.Unpaid })
        {
            await unpaid.Expire(db, order, ct);
        }

        return Done.It;
    }

    /// <summary>
    /// The page's payment came to nothing, whether we waited for it or had not heard of it yet. What is known already, or is about an older page
    /// than the one we wait for, changes nothing.
    /// </summary>
    internal async Task<Done> Fail(TenantScope db, CheckoutSession session, CancellationToken ct)
    {
        var order = (await OrderRows.Lock(db, session.OrderId, ct))!;
        var pages = await CheckoutSessions.OfOrder(db, order.Id, ct);
        var complete = pages.FirstOrDefault(p => p.State is CheckoutSessionState.Complete)?.Id;
        var isNews = order.PaymentState switch
        {
            PaymentState.Pending => complete == session.Id,
            PaymentState.Unpaid => pages.Single(p => p.Id == session.Id).State is not CheckoutSessionState.Complete,
            _ => false,
        };
        if (isNews)
        {
            await CheckoutSessions.Complete(db, session.Id, session.ProviderId!, ct);
            await Unpay(db, order, ct);
        }

        return Done.It;
    }

    private async Task Unpay(TenantScope db, LockedOrder order, CancellationToken ct)
    {
        if (order.PaymentState is PaymentState.Pending)
        {
            await OrderRows.SetPayment(db, order, PaymentState.Unpaid, clock.GetUtcNow(), ct);
        }

        await events.Write(db, order.Id, "payment-failed", Actor.System("webhook"), ct);
        if (order.State is OrderState.Cancelled)
        {
            // It was the last thing its goods waited for.
            await holds.MakeDue(db, order.Id, ct);
            return;
        }

        // Time to try again by the same link.
        await holds.Extend(db, order.Id, clock.GetUtcNow() + PlaceOrder.HeldFor, ct);
        await news.Announce(db, order.News(OrderNewsKind.PaymentFailed), ct);
    }

    private Task<bool> OnSession(TenantId tenant, EventSeen seen, Func<TenantScope, CheckoutSession, CancellationToken, Task<Done>> act, CancellationToken ct) =>
        tenants.Run(tenant, async db =>
        {
            var session = seen.OtherAccount ? null : await CheckoutSessions.FindByProvider(db, seen.Account.Id, StripeSession.Of(seen.Event.Subject).Id, ct);
            if (session is not null)
            {
                await act(db, session, ct);
            }

            return await PaymentEvents.Finish(db, seen.Key, session is null ? PaymentEventState.Ignored : PaymentEventState.Applied, clock.GetUtcNow(), ct);
        }, ct);
}
