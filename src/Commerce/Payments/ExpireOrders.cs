using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Payments;

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

    public async Task Run(CancellationToken ct)
    {
        var due = await system.List<OrderPlace>($"""
            select tenant_id as tenant, order_id as "order" from hold where state = 'held' and expires_at <= {clock.GetUtcNow()}
            group by tenant_id, order_id order by min(expires_at) limit {AtOnce}
            """, ct);
        foreach (var place in due)
        {
            await Expire(place.Tenant, place.Order, ct);
        }
    }

    internal async Task Expire(TenantId tenant, OrderId order, CancellationToken ct)
    {
        try
        {
            if (await tenants.Run(tenant, db => Decide(db, order, ct), ct) is { } open)
            {
                await End(tenant, open, ct);
            }
        }
        catch (StripeTrouble trouble)
        {
            log.LogWarning("Order {Order} of tenant {Tenant} cannot expire yet: {Code}", order, tenant, trouble.Code);
            await holds.Extend(tenants.For(tenant), order, clock.GetUtcNow() + Later, ct);
        }
    }

    /// <summary>Ends what can be ended without asking anybody; gives back the session that Stripe has to be asked about.</summary>
    private async Task<CheckoutSession?> Decide(TenantScope db, OrderId id, CancellationToken ct)
    {
        var order = (await OrderRows.Lock(db, id, ct))!;
        if (OrderMoves.IsPaid(order.State))
        {
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

            // Its address never left us, so nobody can pay it.
            await CheckoutSessions.Expire(db, live.Id, ct);
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
