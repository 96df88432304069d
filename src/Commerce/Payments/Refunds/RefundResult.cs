using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Refunds;

/// <summary>What Stripe says about a refund, brought to our rows; whether its answer, its webhook or the reconciler says it first.</summary>
public sealed class RefundResult(Ledger ledger, Holds holds, OrderEvents events, PaymentExceptions exceptions, IOrderNews news, TimeProvider clock)
{
    internal async Task<Done> Apply(TenantScope db, RefundId id, StripeRefund told, CancellationToken ct)
    {
        var orderId = (await RefundRows.Find(db, id, ct))!.OrderId;
        var order = (await OrderRows.Lock(db, orderId, ct))!;
        var refund = (await RefundRows.Lock(db, id, ct))!;
        var to = StateOf(told.Status);
        if (to == refund.State || (refund.State is RefundState.Failed) || (refund.State is RefundState.Succeeded && to is not RefundState.Failed))
        {
            return Done.It;
        }

        var finished = to is RefundState.Pending ? (DateTimeOffset?)null : clock.GetUtcNow();
        await RefundRows.Move(db, id, new(to, told.Id.Length == 0 ? null : told.Id, told.FailureReason, finished), ct);
        await (to switch
        {
            RefundState.Succeeded => Succeeded(db, order, refund, ct),
            RefundState.Failed => Failed(db, order, refund, told.FailureReason, ct),
            _ => Task.CompletedTask,
        });
        return Done.It;
    }

    /// <summary>Stripe will not do it, whoever asks.</summary>
    internal Task<Done> Refused(TenantScope db, RefundId id, string problem, CancellationToken ct) =>
        Apply(db, id, new("", "failed", null, null, null, problem, new Dictionary<string, string>()), ct);

    private static RefundState StateOf(string? status) => status switch
    {
        "succeeded" => RefundState.Succeeded,
        "failed" or "canceled" => RefundState.Failed,
        _ => RefundState.Pending,
    };

    private async Task Succeeded(TenantScope db, LockedOrder order, RefundRow refund, CancellationToken ct)
    {
        await ledger.Refunded(db, order.Id, refund.Amount, refund.Kept, ct);
        await events.Write(db, order.Id, new OrderNote("refunded", new { amountMinor = refund.AmountMinor, refund.Reason }), Actor.System("stripe"), ct);
        if (refund.Kept)
        {
            await Count(db, order, refund.AmountMinor, ct);
        }

        if (refund.Restock)
        {
            await holds.Restock(db, order.Id, order.Number, ct);
        }

        await news.Announce(db, order.News(NewsOf(refund), refund.Amount), ct);
    }

    private static OrderNewsKind NewsOf(RefundRow refund) =>
        refund.Kept ? OrderNewsKind.Refunded : refund.Reason is TakePayment.Second ? OrderNewsKind.SecondRefund : OrderNewsKind.LateRefund;

    private async Task Count(TenantScope db, LockedOrder order, long amount, CancellationToken ct)
    {
        var (refunded, now) = (order.RefundedMinor + amount, clock.GetUtcNow());
        var whole = refunded == order.TotalMinor;
        await OrderRows.AddRefunded(db, order.Id, amount, now, ct);
        var (state, payment) = whole ? (OrderState.Refunded, PaymentState.Refunded) : (OrderState.PartlyRefunded, PaymentState.PartlyRefunded);
        if (OrderMoves.Allows(order.State, state))
        {
            await OrderRows.Move(db, order, state, now, ct);
        }

        if (OrderMoves.Allows(order.PaymentState, payment) && order.PaymentState is not PaymentState.Disputed)
        {
            await OrderRows.SetPayment(db, order, payment, now, ct);
        }
    }

    // What is refunded all the same says where the order stands; how far its goods are, its parcels and history.
    private async Task Uncount(TenantScope db, LockedOrder order, long amount, CancellationToken ct)
    {
        var (left, now) = (order.RefundedMinor - amount, clock.GetUtcNow());
        await OrderRows.AddRefunded(db, order.Id, -amount, now, ct);
        if (order.PaymentState is PaymentState.PartlyRefunded or PaymentState.Refunded && OrderRows.PaymentOf(order.TotalMinor, left) is var money && money != order.PaymentState)
        {
            await OrderRows.SetPayment(db, order, money, now, ct);
        }

        var state = left > 0 ? OrderState.PartlyRefunded : OrderState.Paid;
        if (amount == 0 || order.State is not (OrderState.PartlyRefunded or OrderState.Refunded) || order.State == state)
        {
            return;
        }

        await OrderRows.Move(db, order, state, now, ct);
        if (state is OrderState.Paid && await OrderRows.GoodsOf(db, order.Id, ct) is var goods && goods is not OrderState.Paid)
        {
            await OrderRows.Move(db, order with { State = OrderState.Paid }, goods, now, ct);
        }
    }

    // Staff decide what becomes of it. A refund that the bank sent back after all is money we have again.
    private async Task Failed(TenantScope db, LockedOrder order, RefundRow refund, string? problem, CancellationToken ct)
    {
        if (refund.State is RefundState.Succeeded)
        {
            await ledger.Unrefunded(db, order.Id, refund.Amount, refund.Kept, ct);
            await Uncount(db, order, refund.Kept ? refund.AmountMinor : 0, ct);
        }

        await events.Write(db, order.Id, new OrderNote("refund-failed", new { amountMinor = refund.AmountMinor, problem }), Actor.System("stripe"), ct);
        await exceptions.Raise(db, new(
            refund.PaymentAccountId, order.Id, "refund:" + refund.Id, "refund-failed", new { amountMinor = refund.AmountMinor }, new { problem }), ct);
    }
}
