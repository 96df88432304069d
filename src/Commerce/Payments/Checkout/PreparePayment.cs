using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Checkout;

/// <summary>A session to open, or one that is open.</summary>
internal sealed record SessionPlan(PaymentAccount Account, CheckoutSession Session, Quote Quote, string Number, string TrackToken);

/// <summary>Decides whether an order can be paid now, and writes the session's row before anybody asks the provider.</summary>
public sealed class PreparePayment(PaymentAccounts accounts, Quotes.Quotes quotes, Holds holds, OrderEvents events, TimeProvider clock)
{
    /// <summary>Stripe takes no less than thirty minutes.</summary>
    private static readonly TimeSpan SessionFor = TimeSpan.FromMinutes(31);

    /// <summary>What is held outlives the page, so that a payment of its last second still finds the goods.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>A page with less time left is not worth opening.</summary>
    private static readonly TimeSpan Worthwhile = TimeSpan.FromMinutes(1);

    private static readonly Refusal NoAccount = new("payment-unavailable", "This shop cannot take payments at the moment.");

    private static readonly Refusal Closing = new("payment-page-closing", "The payment page is about to close. Please try again in a few minutes.");

    internal async Task<Result<SessionPlan>> Ready(TenantScope db, OrderId id, CancellationToken ct)
    {
        if (await OrderRows.Lock(db, id, ct) is not { } order)
        {
            return OrderRefusals.NotFound;
        }

        var quote = await quotes.Get(db, order.QuoteId, ct);
        if (await Refuse(db, order, quote, ct) is { } refusal)
        {
            return refusal;
        }

        var live = await CheckoutSessions.FindLive(db, id, ct);
        if (live is not null && live.ExpiresAt > clock.GetUtcNow() + Worthwhile)
        {
            return new SessionPlan(await accounts.Get(db, live.PaymentAccountId, ct), live, quote, order.Number, order.TrackToken);
        }

        return live is { State: CheckoutSessionState.Open }
            ? Closing
            : await Begin(db, order, quote, live, ct);
    }

    private async Task<Result<SessionPlan>> Begin(TenantScope db, LockedOrder order, Quote quote, CheckoutSession? abandoned, CancellationToken ct)
    {
        if (await accounts.FindActive(db, ct) is not { } account)
        {
            return NoAccount;
        }

        if (abandoned is not null && !await CheckoutSessions.GiveUp(db, abandoned.Id, ct))
        {
            return Closing;
        }

        var now = clock.GetUtcNow();
        var until = WholeMinute(now + SessionFor);
        var held = await holds.Take(db, new(order.Id, order.Number, quote.HoldLines()), until + Grace, ct);
        if (!held.Ok)
        {
            return held.Refusal!;
        }

        await Reopen(db, order, ct);
        var session = await CheckoutSessions.Begin(
            db, new(Id.New<CheckoutSessionId>(clock), order.Id, account.Id, quote.TotalMinor, quote.Currency, until), now, ct);
        return new SessionPlan(account, session, quote, order.Number, order.TrackToken);
    }

    private async Task Reopen(TenantScope db, LockedOrder order, CancellationToken ct)
    {
        if (order.State is not OrderState.Expired)
        {
            return;
        }

        await OrderRows.Move(db, order, OrderState.AwaitingPayment, clock.GetUtcNow(), ct);
        await events.Write(db, order.Id, "reopened", new Actor(ActorKind.Customer, "pay link"), ct);
    }

    private async Task<Refusal?> Refuse(TenantScope db, LockedOrder order, Quote quote, CancellationToken ct)
    {
        if (OrderMoves.IsPaid(order.State))
        {
            return OrderRefusals.Paid;
        }

        if (order.PaymentState is PaymentState.Pending)
        {
            return new("payment-pending", "The payment is on its way; the bank has not confirmed it yet.");
        }

        if (await PaymentExceptions.HoldsUp(db, order.Id, ct))
        {
            return new("payment-in-question", "A payment for this order came that does not fit it. The shop is looking at it.");
        }

        if (await NewerOf(db, order, quote, ct) is { } newer)
        {
            return newer;
        }

        return order.State is OrderState.Cancelled ? OrderRefusals.Cancelled
            : quote.ExpiresAt <= clock.GetUtcNow() ? new("quote-expired", "The prices of this order are no longer valid. Please check out again.")
            : null;
    }

    // The cart moved on: this link is dead, and if it was placed again, that order has the living one.
    private static async Task<Refusal?> NewerOf(TenantScope db, LockedOrder order, Quote quote, CancellationToken ct)
    {
        var cart = await db.Get<Cart>($"""
            select c.version, c.state, (select o.pay_token from sales_order o join quote q on q.tenant_id = o.tenant_id and q.id = o.quote_id
                where o.tenant_id = c.tenant_id and q.cart_id = c.id and q.cart_version = c.version and o.state = 'awaiting_payment' and o.id <> {order.Id}
                order by o.id desc limit 1) as newer
            from cart c where c.tenant_id = {db.Tenant} and c.id = {quote.CartId}
            """, ct);
        if (cart.State is not "active")
        {
            return OrderRefusals.Cancelled;
        }

        var changed = cart.Version != quote.CartVersion || (cart.Newer is not null && order.State is OrderState.Cancelled);
        return changed ? new Refusal("cart-changed", "The cart has changed since this link was made.").With("payToken", cart.Newer) : null;
    }

    private static DateTimeOffset WholeMinute(DateTimeOffset time)
    {
        var over = time.Ticks % TimeSpan.TicksPerMinute;
        return over == 0 ? time : time.AddTicks(TimeSpan.TicksPerMinute - over);
    }

    private sealed record Cart(int Version, string State, string? Newer);
}
