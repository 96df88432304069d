using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments;

/// <summary>Payment pages that came to nothing.</summary>
public sealed class EndedSessions(TenantDb tenants, UnpaidOrders unpaid, OrderEvents events, IOrderNews news, TimeProvider clock)
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

    private async Task<Done> Fail(TenantScope db, CheckoutSession session, CancellationToken ct)
    {
        if (await OrderRows.Lock(db, session.OrderId, ct) is { PaymentState: PaymentState.Pending } order)
        {
            await OrderRows.SetPayment(db, order.Id, PaymentState.Unpaid, clock.GetUtcNow(), ct);
            await events.Write(db, order.Id, "payment-failed", Actor.System("webhook"), ct);
            await news.Announce(db, order.News(OrderNewsKind.PaymentFailed), ct);
        }

        return Done.It;
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
