using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments;

/// <summary>
/// A customer's bank wants the money back. The order is marked, staff are told, the ledger follows the money, and no goods move. Each dispute
/// only moves forward, whatever order its news come in.
/// </summary>
public sealed class Disputes(TenantDb tenants, Ledger ledger, PaymentExceptions exceptions, OrderEvents events, TimeProvider clock)
{
    /// <summary>After so many tries it is no dispute about a payment of ours.</summary>
    private const int MostTries = 10;

    internal Task Apply(TenantId tenant, EventSeen seen, CancellationToken ct) => tenants.Run(tenant, async db =>
    {
        var told = StripeDispute.Of(seen.Event.Subject);
        var payment = seen.OtherAccount || told.Id.Length == 0 ? null : await db.Find<Disputed>($"""
            select order_id, amount_minor, currency from payment
            where tenant_id = {db.Tenant} and payment_account_id = {seen.Account.Id} and provider_payment_id = {told.PaymentIntent}
            """, ct);
        if (payment is null)
        {
            // The news of its payment may still be on the way.
            var stored = await PaymentEvents.Find(db, seen.Key, ct);
            return (stored!.Attempts >= MostTries || seen.OtherAccount) && await PaymentEvents.Finish(db, seen.Key, PaymentEventState.Ignored, clock.GetUtcNow(), ct);
        }

        var order = (await OrderRows.Lock(db, payment.OrderId, ct))!;
        await Move(db, new(seen, told, order, payment), ct);
        return await PaymentEvents.Finish(db, seen.Key, PaymentEventState.Applied, clock.GetUtcNow(), ct);
    }, ct);

    private async Task Move(TenantScope db, News news, CancellationToken ct)
    {
        var account = news.Seen.Account.Id;
        var known = await DisputeRows.Find(db, account, news.Told.Id, ct);
        if (news.Told.State is not { } to || to <= known?.State || known?.State is DisputeState.Won or DisputeState.Lost)
        {
            return;
        }

        var withdrawn = await Book(db, news, known, to, ct);
        await DisputeRows.Write(db, new(account, news.Told.Id, news.Order.Id, to, news.Amount, withdrawn), clock.GetUtcNow(), ct);
        await Mark(db, news.Order, to, ct);
        if (KindOf(to) is { } kind)
        {
            await events.Write(db, news.Order.Id, kind, Actor.System("stripe"), ct);
            await exceptions.Raise(db, new(
                account, news.Order.Id, news.Seen.Key.EventId, kind, new { },
                new { dispute = news.Told.Id, status = news.Told.Status, reason = news.Told.Reason, amount = news.Told.Amount }), ct);
        }
    }

    // An early warning takes no money; a dispute takes it at once; won gives it back; lost keeps it (docs.stripe.com/disputes/how-disputes-work).
    private async Task<bool> Book(TenantScope db, News news, DisputeRow? known, DisputeState to, CancellationToken ct)
    {
        var withdrawn = known?.Withdrawn == true;
        if (!withdrawn && to is DisputeState.Open or DisputeState.Lost)
        {
            await ledger.Disputed(db, news.Order.Id, news.Amount, ct);
            return true;
        }

        if (withdrawn && to is DisputeState.Won)
        {
            await ledger.DisputeWon(db, news.Order.Id, known!.Amount, ct);
            return false;
        }

        return withdrawn;
    }

    private async Task Mark(TenantScope db, LockedOrder order, DisputeState to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (to is DisputeState.Open or DisputeState.Lost && OrderMoves.Allows(order.PaymentState, PaymentState.Disputed))
        {
            await OrderRows.SetPayment(db, order, PaymentState.Disputed, now, ct);
        }
        else if (to is DisputeState.Won && order.PaymentState is PaymentState.Disputed && !await DisputeRows.AnyAgainst(db, order.Id, ct))
        {
            await OrderRows.SetPayment(db, order, OrderRows.PaymentOf(order.TotalMinor, order.RefundedMinor), now, ct);
        }
    }

    private static string? KindOf(DisputeState state) => state switch
    {
        DisputeState.Open => "disputed",
        DisputeState.Won => "dispute-won",
        DisputeState.Lost => "dispute-lost",
        _ => null,
    };

    private sealed record Disputed(OrderId OrderId, long AmountMinor, string Currency);

    private sealed record News(EventSeen Seen, StripeDispute Told, LockedOrder Order, Disputed Payment)
    {
        /// <summary>All of the payment where the bank does not say how much.</summary>
        public Platform.Money.Price Amount => Told.Price ?? new(Payment.AmountMinor, Payment.Currency);
    }
}
