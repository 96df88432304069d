using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Settling;

/// <summary>Takes a payment that fits its order, if the goods are still there and nothing else paid for them; sends it back otherwise.</summary>
public sealed class TakePayment(Holds holds, UnpaidOrders unpaid, RefundRows refunds, Ledger ledger, OrderEvents events, IOrderNews news, TimeProvider clock)
{
    /// <summary>Why a payment goes back whose order, or another of its cart, is paid.</summary>
    internal const string Second = "second-payment";

    /// <summary>How long goods wait for a slow bank; asked again each time it is over.</summary>
    private static readonly TimeSpan BankTime = TimeSpan.FromHours(1);

    internal static Task<bool> IsKnown(TenantScope db, PaymentAccountId account, string payment, CancellationToken ct) => db.Get<bool>($"""
        select exists(select 1 from payment where tenant_id = {db.Tenant} and payment_account_id = {account} and provider_payment_id = {payment}) as known
        """, ct);

    internal async Task<Settled> Take(TenantScope db, Claim claim, CancellationToken ct)
    {
        var order = claim.Order;
        if (OrderMoves.IsPaid(order.State) || claim.Siblings.Any(s => OrderMoves.IsPaid(s.State)))
        {
            return await SendBack(db, claim, Second, ct);
        }

        return await Sell(db, claim, ct) ? await Keep(db, claim, ct) : await SendBack(db, claim, "late-payment", ct);
    }

    /// <summary>The customer is done and the bank is not: the goods stay held.</summary>
    internal async Task<Settled> Wait(TenantScope db, Claim claim, CancellationToken ct)
    {
        if (claim.Order.PaymentState is PaymentState.Unpaid)
        {
            await OrderRows.SetPayment(db, claim.Order, PaymentState.Pending, clock.GetUtcNow(), ct);
            await events.Write(db, claim.Order.Id, "payment-pending", Actor.System(claim.Seen.Source), ct);
        }

        await holds.Extend(db, claim.Order.Id, clock.GetUtcNow() + BankTime, ct);
        return new(SettleOutcome.Pending);
    }

    // A late payment takes its goods anew; what another unpaid order of the same cart holds passes over. All of it or nothing.
    private async Task<bool> Sell(TenantScope db, Claim claim, CancellationToken ct)
    {
        var goods = new HoldFor(claim.Order.Id, claim.Order.Number, claim.Quote.HoldLines());
        var wanted = goods.Lines.Select(l => l.Variant).ToList();
        await db.Execute($"savepoint sell", ct);
        await unpaid.EndSiblings(db, claim.Siblings, wanted, ct);
        var held = await holds.Take(db, goods, clock.GetUtcNow(), ct);
        if (held.Ok && await holds.Commit(db, goods, ct))
        {
            return true;
        }

        await db.Execute($"rollback to savepoint sell", ct);
        return false;
    }

    private async Task<Settled> Keep(TenantScope db, Claim claim, CancellationToken ct)
    {
        var (order, seen, now) = (claim.Order, claim.Seen, clock.GetUtcNow());
        await WritePayment(db, claim, kept: true, ct);
        await OrderRows.Move(db, order, OrderState.Paid, now, ct);
        await OrderRows.SetPayment(db, order, PaymentState.Paid, now, ct);
        await OrderRows.SetPaid(db, order.Id, seen.Session.Email, now, ct);
        await OrderedCart.Close(db, claim.Quote.CartId, order.Id, Id.New<CartId>(clock), now, ct);
        await ledger.Paid(db, order.Id, claim.Quote, ct);
        await events.Write(db, order.Id, new OrderNote("paid", new { payment = seen.Session.PaymentKey }), Actor.System(seen.Source), ct);
        await news.Announce(db, order.News(OrderNewsKind.Paid), ct);
        return new(SettleOutcome.Settled);
    }

    private async Task<Settled> SendBack(TenantScope db, Claim claim, string why, CancellationToken ct)
    {
        var payment = await WritePayment(db, claim, kept: false, ct);
        if (claim.Order.PaymentState is PaymentState.Pending)
        {
            await OrderRows.SetPayment(db, claim.Order, PaymentState.Unpaid, clock.GetUtcNow(), ct);
        }

        await ledger.Unexpected(db, claim.Order.Id, claim.Quote.Total, ct);
        await events.Write(db, claim.Order.Id, new OrderNote(why, new { payment = claim.Seen.Session.PaymentKey }), Actor.System(claim.Seen.Source), ct);
        var refund = await refunds.Write(db, new(payment, claim.Order.Id, claim.Quote.Total, why, Restock: false), Actor.System("settlement"), ct);
        return new(SettleOutcome.SentBack, refund);
    }

    private async Task<PaymentId> WritePayment(TenantScope db, Claim claim, bool kept, CancellationToken ct)
    {
        var id = Id.New<PaymentId>(clock);
        await db.Execute($"""
            insert into payment (tenant_id, id, order_id, payment_account_id, provider_payment_id, amount_minor, currency, kept, captured_at)
            values ({db.Tenant}, {id}, {claim.Order.Id}, {claim.Seen.Account.Id}, {claim.Seen.Session.PaymentKey}, {claim.Quote.TotalMinor},
                {claim.Quote.Currency}, {kept}, {clock.GetUtcNow()})
            """, ct);
        return id;
    }
}
