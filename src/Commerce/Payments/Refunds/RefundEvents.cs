using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Payments.Refunds;

/// <summary>What Stripe's events say about refunds, ours and those made in Stripe's own pages.</summary>
public sealed class RefundEvents(TenantDb tenants, RefundRows rows, RefundResult result, TimeProvider clock)
{
    /// <summary>After so many tries it is no refund of a payment of ours.</summary>
    private const int MostTries = 10;

    internal Task Apply(TenantId tenant, EventSeen seen, CancellationToken ct) => tenants.Run(tenant, async db =>
    {
        var told = StripeRefund.Of(seen.Event.Subject);
        var id = seen.OtherAccount ? null : await Find(db, seen.Account.Id, told, ct) ?? await Adopt(db, seen.Account.Id, told, ct);
        if (id is not null)
        {
            await result.Apply(db, id.Value, told, ct);
            return await PaymentEvents.Finish(db, seen.Key, PaymentEventState.Applied, clock.GetUtcNow(), ct);
        }

        // The news of its payment may still be on the way.
        var stored = await PaymentEvents.Find(db, seen.Key, ct);
        if (stored!.Attempts >= MostTries || seen.OtherAccount)
        {
            return await PaymentEvents.Finish(db, seen.Key, PaymentEventState.Ignored, clock.GetUtcNow(), ct);
        }

        return false;
    }, ct);

    private static async Task<RefundId?> Find(TenantScope db, PaymentAccountId account, StripeRefund told, CancellationToken ct)
    {
        var known = await RefundRows.FindByProvider(db, account, told.Id, ct);
        if (known is not null || !Id.TryParse<RefundId>(told.Metadata.GetValueOrDefault("refund_id"), out var marked))
        {
            return known;
        }

        var row = await RefundRows.Find(db, marked, ct);
        return row is not null && row.PaymentAccountId == account && row.ProviderPaymentId == told.PaymentIntent ? marked : null;
    }

    // Made by hand at Stripe: it becomes a refund like ours.
    private async Task<RefundId?> Adopt(TenantScope db, PaymentAccountId account, StripeRefund told, CancellationToken ct)
    {
        if (told.PaymentIntent is null || told.Amount is not > 0 || !Currency.TryOf(told.Currency, out _))
        {
            return null;
        }

        var payment = await db.Find<Owner>($"""
            select id, order_id from payment
            where tenant_id = {db.Tenant} and payment_account_id = {account} and provider_payment_id = {told.PaymentIntent}
            """, ct);
        if (payment is null)
        {
            return null;
        }

        await OrderRows.Lock(db, payment.OrderId, ct);
        var amount = ProviderAmounts.FromStripe(told.Amount.Value, told.Currency!);
        return await Find(db, account, told, ct)
            ?? await rows.Write(db, new(payment.Id, payment.OrderId, amount, "made at the provider", false) { ProviderId = told.Id }, Actor.System("stripe"), ct);
    }

    private sealed record Owner(PaymentId Id, OrderId OrderId);
}
