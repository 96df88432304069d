using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Settling;

/// <param name="Refund">Money that has to go back, once the transaction has committed.</param>
internal sealed record Settled(SettleOutcome Outcome, RefundId? Refund = null)
{
    public PaymentEventState EventState => Outcome switch
    {
        SettleOutcome.Exception => PaymentEventState.Exception,
        SettleOutcome.Nothing => PaymentEventState.Ignored,
        _ => PaymentEventState.Applied,
    };
}

/// <param name="Done">The event needs no more.</param>
internal sealed record FirstLook(bool Done, OrderId? Order, string? PaymentIntent, IReadOnlyList<CheckoutSession> Sessions)
{
    public static FirstLook Over { get; } = new(true, null, null, []);
}

/// <summary>Decides, in one transaction and under the locks of the cart and its orders, what a payment does. It only moves forward.</summary>
public sealed class Settlement(Quotes.Quotes quotes, TakePayment take, EndedSessions ended, PaymentExceptions exceptions, TimeProvider clock)
{
    internal async Task<Settled> Settle(TenantScope db, SessionSeen seen, CancellationToken ct)
    {
        var settled = await Decide(db, seen, ct);
        await Finish(db, seen.Event, settled.EventState, ct);
        return settled;
    }

    /// <summary>What can be said from a payment's own event, without its session.</summary>
    internal async Task<FirstLook> Look(TenantScope db, EventSeen seen, CancellationToken ct)
    {
        var subject = seen.Event.Subject;
        var intent = seen.Event.Type.StartsWith("charge.", StringComparison.Ordinal) ? subject.Reference("payment_intent") : subject.Text("id");
        if (intent is null || !Id.TryParse<OrderId>(subject.Map("metadata").GetValueOrDefault("order_id"), out var id))
        {
            await Finish(db, seen, PaymentEventState.Ignored, ct);
            return FirstLook.Over;
        }

        var order = await OrderRows.Lock(db, id, ct);
        var mismatch = order is null ? new Mismatch("unknown-order", null, id) : PaymentCheck.FindInPayment(seen, order);
        if (mismatch is not null)
        {
            await Raise(db, new(seen.Account.Id, order?.Id, seen.Key.EventId, mismatch.Kind, new { value = mismatch.Expected }, new { value = mismatch.Seen, payment = intent }), ct);
            await Finish(db, seen, PaymentEventState.Exception, ct);
            return FirstLook.Over;
        }

        if (await TakePayment.IsKnown(db, seen.Account.Id, intent, ct))
        {
            await Finish(db, seen, PaymentEventState.Applied, ct);
            return FirstLook.Over;
        }

        var sessions = await CheckoutSessions.OfOrder(db, id, ct);
        return new(false, id, intent, [.. sessions.Where(s => s.ProviderId is not null && s.PaymentAccountId == seen.Account.Id)]);
    }

    /// <summary>A payment that says it is for an order, and belongs to none of its pages.</summary>
    internal async Task<Done> Unknown(TenantScope db, EventSeen seen, OrderId order, CancellationToken ct)
    {
        await Raise(db, new(seen.Account.Id, order, seen.Key.EventId, "unknown-session", new { }, new { payment = seen.Event.Subject.Text("id") }), ct);
        await Finish(db, seen, PaymentEventState.Exception, ct);
        return Done.It;
    }

    private async Task<Settled> Decide(TenantScope db, SessionSeen seen, CancellationToken ct)
    {
        var row = await CheckoutSessions.FindByProvider(db, seen.Account.Id, seen.Session.Id, ct);
        var claimed = Id.TryParse<OrderId>(seen.Session.Metadata.GetValueOrDefault("order_id"), out var id) ? id : (OrderId?)null;
        if ((row?.OrderId ?? claimed) is not { } orderId)
        {
            return new(SettleOutcome.Nothing);
        }

        var cart = await db.Find<CartId?>($"""
            select q.cart_id from sales_order o join quote q on q.tenant_id = o.tenant_id and q.id = o.quote_id
            where o.tenant_id = {db.Tenant} and o.id = {orderId}
            """, ct);
        if (cart is null)
        {
            return await Refuse(db, seen, null, new("unknown-order", null, orderId), ct);
        }

        await OrderedCart.Lock(db, cart.Value, ct);
        var orders = await OrderRows.LockOfCart(db, cart.Value, ct);
        var order = orders.Single(o => o.Id == orderId);
        var siblings = orders.Where(o => o.Id != orderId).ToList();
        return await Decide(db, new Claim(seen, row, order, siblings, await quotes.Get(db, order.QuoteId, ct)), ct);
    }

    private async Task<Settled> Decide(TenantScope db, Claim claim, CancellationToken ct)
    {
        var (seen, row, order) = (claim.Seen, claim.Row, claim.Order);
        var mismatch = PaymentCheck.Find(seen, row, order, claim.Quote);
        if (mismatch is null && seen.Failed)
        {
            await ended.Fail(db, row!, ct);
            return new(SettleOutcome.Failed);
        }

        // A page that does not fit is complete all the same when Stripe itself says so: nobody has to ask about it again.
        if (seen.Session.Status is "complete" && row is not null && (mismatch is null || seen.Event is null))
        {
            await CheckoutSessions.Complete(db, row.Id, seen.Session.Id, ct);
        }

        return mismatch is null ? await Fits(db, claim, ct) : await Refuse(db, seen, order.Id, mismatch, ct);
    }

    private async Task<Settled> Fits(TenantScope db, Claim claim, CancellationToken ct)
    {
        var seen = claim.Seen;
        if (!seen.Session.IsPaid)
        {
            return seen.Session.Status is "complete" ? await take.Wait(db, claim, ct) : new(SettleOutcome.Nothing);
        }

        return await TakePayment.IsKnown(db, seen.Account.Id, seen.Session.PaymentKey, ct) ? new(SettleOutcome.Already) : await take.Take(db, claim, ct);
    }

    private async Task<Settled> Refuse(TenantScope db, SessionSeen seen, OrderId? order, Mismatch mismatch, CancellationToken ct)
    {
        var session = seen.Session;
        await Raise(db, new(
            seen.Account.Id, order, seen.Cause, mismatch.Kind, new { value = mismatch.Expected },
            new { value = mismatch.Seen, session = session.Id, payment = session.PaymentIntent, amount = session.AmountTotal, session.Currency, status = session.PaymentStatus }), ct);
        return new(SettleOutcome.Exception);
    }

    private Task Raise(TenantScope db, NewPaymentException raised, CancellationToken ct) => exceptions.Raise(db, raised, ct);

    private Task Finish(TenantScope db, EventSeen? seen, PaymentEventState state, CancellationToken ct) =>
        seen is null ? Task.CompletedTask : PaymentEvents.Finish(db, seen.Key, state, clock.GetUtcNow(), ct);
}

/// <summary>A payment, and the order it is for, both locked and known to fit.</summary>
/// <param name="Siblings">Other orders made from the same cart.</param>
internal sealed record Claim(SessionSeen Seen, CheckoutSession? Row, LockedOrder Order, IReadOnlyList<LockedOrder> Siblings, Quote Quote);
