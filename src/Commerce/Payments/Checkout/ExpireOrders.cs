using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Payments.Checkout;

/// <summary>
/// Gives goods back whose time is over, and only when nobody can pay for them any more: an open payment page is ended at Stripe first.
/// If Stripe says that it was paid, the payment is settled instead. A job: several may run at once.
/// </summary>
public sealed class ExpireOrders(
    SystemDb system, TenantDb tenants, PaymentAccounts accounts, StripeClient stripe, SettlePayment settle, EndedSessions ended, UnpaidOrders unpaid, Holds holds,
    TimeProvider clock, ILogger<ExpireOrders> log)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    /// <summary>What the next seconds will not mend: a refused key, a bug, a question that a person has to answer.</summary>
    private static readonly TimeSpan MuchLater = TimeSpan.FromMinutes(10);

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await system.List<OrderPlace>($"""
            select tenant_id as tenant, order_id as "order" from hold where state = 'held' and expires_at <= {now}
            group by tenant_id, order_id order by min(expires_at) limit {AtOnce}
            """, ct);

        // Orders that were cancelled hold nothing any more where all passed on to a newer one; their pages are ended all the same.
        var open = await system.List<OrderPlace>($"""
            select s.tenant_id as tenant, s.order_id as "order"
            from checkout_session s join sales_order o on o.tenant_id = s.tenant_id and o.id = s.order_id
            where s.state = 'open' and o.state = 'cancelled' and (s.checked_at is null or s.checked_at <= {now - Later})
            order by s.checked_at nulls first, s.created_at limit {AtOnce}
            """, ct);
        await WorkItems.Each([.. due.Union(open)], place => Expire(place, ct), (place, e) => StandBack(place, e, ct), ct);
    }

    private async Task Expire(OrderPlace place, CancellationToken ct)
    {
        if (await tenants.Run(place.Tenant, db => Decide(db, place.Order, ct), ct) is { } open)
        {
            await End(place.Tenant, open, ct);
        }
    }

    private async Task StandBack(OrderPlace place, Exception e, CancellationToken ct)
    {
        if (e is StripeTrouble trouble)
        {
            log.LogWarning("Order {Order} of tenant {Tenant} cannot expire yet: {Code}", place.Order, place.Tenant, trouble.Code);
        }
        else
        {
            log.LogError(e, "Order {Order} of tenant {Tenant} cannot expire", place.Order, place.Tenant);
        }

        var (db, now) = (tenants.For(place.Tenant), clock.GetUtcNow());
        var wait = e is StripeTrouble { Retry: not MayRetry.Never } ? Later : MuchLater;
        await holds.Extend(db, place.Order, now + wait, ct);
        await CheckoutSessions.CheckedOfOrder(db, place.Order, now, ct);
    }

    /// <summary>Ends what can be ended without asking anybody; gives back the session that Stripe has to be asked about.</summary>
    private async Task<CheckoutSession?> Decide(TenantScope db, OrderId id, CancellationToken ct)
    {
        var order = (await OrderRows.Lock(db, id, ct))!;
        if (OrderMoves.IsPaid(order.State) || (order.State is not OrderState.Cancelled && !await holds.AreDue(db, id, ct)))
        {
            return null;
        }

        if (order.State is not OrderState.Cancelled && await PaymentExceptions.HoldsUp(db, id, ct))
        {
            await holds.Extend(db, id, clock.GetUtcNow() + MuchLater, ct);
            return null;
        }

        if (order.PaymentState is PaymentState.Pending)
        {
            return (await CheckoutSessions.OfOrder(db, id, ct)).FirstOrDefault(s => s is { State: CheckoutSessionState.Complete, ProviderId: not null });
        }

        if (await CheckoutSessions.FindLive(db, id, ct) is { } live)
        {
            if (live.ProviderId is not null)
            {
                return live;
            }

            if (!await CheckoutSessions.GiveUp(db, live.Id, ct))
            {
                // It opened this very moment: the next run ends it.
                return null;
            }
        }

        await unpaid.Expire(db, order, ct);
        return null;
    }

    private async Task End(TenantId tenant, CheckoutSession session, CancellationToken ct)
    {
        if (session.State is CheckoutSessionState.Open && await Ended(tenant, session, ct))
        {
            await tenants.Run(tenant, db => ended.End(db, session, ct), ct);
            return;
        }

        await settle.Check(tenant, session, "expiry", ct);
    }

    // Stripe refuses to end a session that is not open: then it says itself what became of it.
    private async Task<bool> Ended(TenantId tenant, CheckoutSession session, CancellationToken ct)
    {
        try
        {
            var account = await accounts.Get(tenants.For(tenant), session.PaymentAccountId, ct);
            return await stripe.ExpireSession(account, session.ProviderId!, ct) is { Status: "expired" };
        }
        catch (StripeTrouble trouble) when (trouble.Retry is MayRetry.Never && trouble.Status is System.Net.HttpStatusCode.BadRequest)
        {
            return false;
        }
    }
}
