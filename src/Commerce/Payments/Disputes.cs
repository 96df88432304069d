using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments;

/// <summary>A customer's bank wants the money back. The order is marked, staff are told, and no goods move.</summary>
public sealed class Disputes(TenantDb tenants, PaymentExceptions exceptions, OrderEvents events, TimeProvider clock)
{
    internal Task Apply(TenantId tenant, EventSeen seen, CancellationToken ct) => tenants.Run(tenant, async db =>
    {
        var intent = seen.OtherAccount ? null : seen.Event.Subject.Reference("payment_intent");
        var orderId = await db.Find<OrderId?>($"""
            select order_id from payment where tenant_id = {db.Tenant} and payment_account_id = {seen.Account.Id} and provider_payment_id = {intent}
            """, ct);
        if (orderId is null || await OrderRows.Lock(db, orderId.Value, ct) is not { } order)
        {
            return await PaymentEvents.Finish(db, seen.Key, PaymentEventState.Ignored, clock.GetUtcNow(), ct);
        }

        var status = seen.Event.Subject.Text("status");
        if (await Move(db, order, status, ct) is { } kind)
        {
            await events.Write(db, order.Id, kind, Actor.System("stripe"), ct);
            await exceptions.Raise(db, new(
                seen.Account.Id, order.Id, seen.Key.EventId, kind, new { },
                new { dispute = seen.Event.Subject.Text("id"), status, reason = seen.Event.Subject.Text("reason"), amount = seen.Event.Subject.Number("amount") }), ct);
        }

        return await PaymentEvents.Finish(db, seen.Key, PaymentEventState.Applied, clock.GetUtcNow(), ct);
    }, ct);

    // docs.stripe.com/disputes/how-disputes-work: an early warning takes no money; won gives it back; lost keeps it.
    private async Task<string?> Move(TenantScope db, LockedOrder order, string? status, CancellationToken ct)
    {
        switch (status)
        {
            case "won" when order.PaymentState is PaymentState.Disputed:
                await OrderRows.SetPayment(db, order.Id, Undisputed(order), clock.GetUtcNow(), ct);
                return "dispute-won";
            case "lost":
                return "dispute-lost";
            case "needs_response" or "under_review" when OrderMoves.Allows(order.PaymentState, PaymentState.Disputed):
                await OrderRows.SetPayment(db, order.Id, PaymentState.Disputed, clock.GetUtcNow(), ct);
                return "disputed";
            default:
                return null;
        }
    }

    private static PaymentState Undisputed(LockedOrder order) =>
        order.RefundedMinor == 0 ? PaymentState.Paid : order.RefundedMinor == order.TotalMinor ? PaymentState.Refunded : PaymentState.PartlyRefunded;
}
