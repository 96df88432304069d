using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Payments.Stripe;

/// <summary>An event with the account it came in for.</summary>
internal sealed record EventSeen(PaymentAccount Account, EventKey Key, StripeEvent Event)
{
    /// <summary>The event names an account other than the one whose webhook it came to.</summary>
    public bool OtherAccount => Account.Credentials.Connect ? Event.Account != Account.ExternalId : Event.Account is not null && Event.Account != Account.ExternalId;
}

/// <summary>Does what a stored event means. Applying it twice, or at the same time, does it once.</summary>
public sealed class ApplyEvent(
    TenantDb tenants, PaymentAccounts accounts, SettlePayment settle, EndedSessions ended, RefundEvents refunds, Disputes disputes,
    PaymentExceptions exceptions, TimeProvider clock, ILogger<ApplyEvent> log)
{
    /// <summary>About seven hours of trying, with the reconciler's growing pauses.</summary>
    private const int MostTries = 50;

    public async Task Apply(TenantId tenant, EventKey key, CancellationToken ct)
    {
        var db = tenants.For(tenant);
        if (await PaymentEvents.Find(db, key, ct) is not { State: PaymentEventState.Received } stored || StripeEvent.Read(stored.Raw) is not { } happened)
        {
            return;
        }

        await PaymentEvents.Tried(db, key, ct);
        try
        {
            await Dispatch(tenant, new(await accounts.Get(db, key.Account, ct), key, happened), ct);
        }
        catch (StripeTrouble trouble)
        {
            log.LogWarning("Event {Event} of tenant {Tenant} could not be applied yet: {Code}", key.EventId, tenant, trouble.Code);
            await GiveUp(tenant, key, ct);
        }
    }

    /// <summary>Hands an event over to staff that has failed too often, whatever it failed at.</summary>
    internal Task GiveUp(TenantId tenant, EventKey key, CancellationToken ct) => tenants.Run(tenant, async db =>
    {
        if (await PaymentEvents.Find(db, key, ct) is not { State: PaymentEventState.Received, Attempts: >= MostTries } stored)
        {
            return Done.It;
        }

        await exceptions.Raise(db, new(key.Account, null, key.EventId, "event-not-applied", new { }, new { type = StripeEvent.Read(stored.Raw)?.Type }), ct);
        await PaymentEvents.Finish(db, key, PaymentEventState.Exception, clock.GetUtcNow(), ct);
        return Done.It;
    }, ct);

    // docs.stripe.com/payments/checkout/fulfillment and docs.stripe.com/api/events/types
    private Task Dispatch(TenantId tenant, EventSeen seen, CancellationToken ct) => seen.Event.Type switch
    {
        "checkout.session.completed" or "checkout.session.async_payment_succeeded" => settle.FromSession(tenant, seen, ct),
        "payment_intent.succeeded" or "charge.succeeded" => settle.FromPayment(tenant, seen, ct),
        "checkout.session.async_payment_failed" => ended.Failed(tenant, seen, ct),
        "checkout.session.expired" => ended.Expired(tenant, seen, ct),
        "refund.created" or "refund.updated" or "refund.failed" => refunds.Apply(tenant, seen, ct),
        "charge.dispute.created" or "charge.dispute.updated" or "charge.dispute.closed" => disputes.Apply(tenant, seen, ct),
        _ => PaymentEvents.Finish(tenants.For(tenant), seen.Key, PaymentEventState.Ignored, clock.GetUtcNow(), ct),
    };
}
