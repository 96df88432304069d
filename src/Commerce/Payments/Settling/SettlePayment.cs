using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Settling;

public enum SettleOutcome
{
    /// <summary>Nothing has been paid, or it is not ours.</summary>
    Nothing,

    /// <summary>This payment closed the order, now.</summary>
    Settled,

    /// <summary>It was dealt with before.</summary>
    Already,

    /// <summary>The customer has done their part; the bank has not.</summary>
    Pending,

    /// <summary>It does not fit the order: staff see why.</summary>
    Exception,

    /// <summary>It could not be taken any more and goes back.</summary>
    SentBack,

    /// <summary>The bank said no.</summary>
    Failed,
}

/// <summary>
/// The one way in which a payment closes an order, whoever brings the news: webhook, return page, reconciler or staff. What Stripe has
/// to be asked is asked outside of the transaction; <see cref="Settlement"/> decides inside it.
/// </summary>
public sealed class SettlePayment(
    TenantDb tenants, PaymentAccounts accounts, StripeClient stripe, Settlement settlement, EndedSessions ended, SendRefund refunds, TimeProvider clock)
{
    /// <summary>
    /// Asks Stripe about the order's payment pages and acts on what it says. Throws <see cref="StripeTrouble"/> when Stripe cannot say.
    /// </summary>
    /// <param name="source">Who wants to know, for the order's history: <c>return page</c>, <c>reconciler</c>, <c>staff</c>.</param>
    public async Task<SettleOutcome> Check(TenantId tenant, OrderId order, string source, CancellationToken ct)
    {
        var db = tenants.For(tenant);
        var state = await db.Find<PaymentState?>($"select payment_state from sales_order where tenant_id = {tenant} and id = {order}", ct);
        if (state is not (PaymentState.Unpaid or PaymentState.Pending))
        {
            return state is null ? SettleOutcome.Nothing : SettleOutcome.Already;
        }

        var outcome = SettleOutcome.Nothing;
        var sessions = await CheckoutSessions.OfOrder(db, order, ct);
        foreach (var row in sessions.Where(s => s.ProviderId is not null && s.State is CheckoutSessionState.Open or CheckoutSessionState.Complete))
        {
            var one = await Check(tenant, row, source, ct);
            outcome = one is SettleOutcome.Nothing ? outcome : one;
        }

        return outcome;
    }

    internal Task FromSession(TenantId tenant, EventSeen seen, CancellationToken ct) => Settle(tenant, SessionSeen.Of(seen), ct);

    /// <summary>A payment's own event names no session: it is compared as far as it goes, then Stripe is asked for the session.</summary>
    internal async Task FromPayment(TenantId tenant, EventSeen seen, CancellationToken ct)
    {
        var first = await tenants.Run(tenant, db => settlement.Look(db, seen, ct), ct);
        if (first.Done)
        {
            return;
        }

        var account = seen.Account;
        foreach (var row in first.Sessions)
        {
            var session = await stripe.GetSession(account, row.ProviderId!, ct);
            if (session.PaymentIntent == first.PaymentIntent)
            {
                await Settle(tenant, new(account, session, seen, seen.Key.EventId, "webhook"), ct);
                return;
            }
        }

        await tenants.Run(tenant, db => settlement.Unknown(db, seen, first.Order!.Value, ct), ct);
    }

    internal async Task<SettleOutcome> Check(TenantId tenant, CheckoutSession row, string source, CancellationToken ct)
    {
        var account = await accounts.Get(tenants.For(tenant), row.PaymentAccountId, ct);
        var session = await stripe.GetSession(account, row.ProviderId!, ct);
        await CheckoutSessions.Checked(tenants.For(tenant), row.Id, clock.GetUtcNow(), ct);
        switch (session.Status)
        {
            case "complete":
                return await Settle(tenant, SessionSeen.Asked(account, session, source), ct);
            case "expired":
                await tenants.Run(tenant, db => ended.End(db, row, ct), ct);
                return SettleOutcome.Nothing;
            default:
                return SettleOutcome.Nothing;
        }
    }

    private async Task<SettleOutcome> Settle(TenantId tenant, SessionSeen seen, CancellationToken ct)
    {
        var asked = seen with { Failed = await HasFailed(seen, ct) };
        var settled = await tenants.Run(tenant, db => settlement.Settle(db, asked, ct), ct);
        FaultPoint.Hit("pay.applied");
        if (settled.Refund is { } refund)
        {
            await refunds.Send(tenant, refund, ct);
        }

        return settled.Outcome;
    }

    // A session says unpaid while the bank thinks and after it said no; only the payment itself tells which (docs.stripe.com/payments/paymentintents/lifecycle).
    private async Task<bool> HasFailed(SessionSeen seen, CancellationToken ct)
    {
        if (seen.Session is not { Status: "complete", IsPaid: false, PaymentIntent: { } intent } || seen.Event is { OtherAccount: true })
        {
            return false;
        }

        try
        {
            return await stripe.GetIntent(seen.Account, intent, ct) is { Status: "requires_payment_method" or "canceled" };
        }
        catch (StripeTrouble trouble) when (trouble.Status is System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
