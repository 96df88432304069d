using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Payments.Refunds;

/// <summary>Asks Stripe for a refund that is written down. Safe to repeat: the key makes it the same refund.</summary>
public sealed class SendRefund(
    TenantDb tenants, PaymentAccounts accounts, StripeClient stripe, RefundResult result, PaymentExceptions exceptions, TimeProvider clock, ILogger<SendRefund> log)
{
    /// <summary>From then on staff are told of a refund that breaks the program each time; it is tried all the same.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(7);

    /// <summary>Stripe forgets a key after a day; from then on we look before we ask.</summary>
    private static readonly TimeSpan KeyLives = TimeSpan.FromHours(23);

    /// <summary>What became of it stands in the row; trouble is logged and left to the reconciler.</summary>
    public async Task Send(TenantId tenant, RefundId id, CancellationToken ct)
    {
        var db = tenants.For(tenant);
        if (await RefundRows.Find(db, id, ct) is not { State: RefundState.Requested or RefundState.Pending } refund)
        {
            return;
        }

        var account = await accounts.Get(db, refund.PaymentAccountId, ct);
        try
        {
            var told = await Ask(tenant, account, refund, ct);
            await tenants.Run(tenant, scope => result.Apply(scope, id, told, ct), ct);
        }
        catch (StripeTrouble trouble) when (trouble.Retry is MayRetry.Never)
        {
            await tenants.Run(tenant, scope => result.Refused(scope, id, trouble.Code, ct), ct);
        }
        catch (StripeTrouble trouble)
        {
            log.LogWarning("Refund {Refund} of tenant {Tenant} is not known to have happened: {Code}", id, tenant, trouble.Code);
        }
    }

    internal async Task GiveUp(TenantId tenant, RefundId id, CancellationToken ct)
    {
        var db = tenants.For(tenant);
        if (await RefundRows.Find(db, id, ct) is { } refund && clock.GetUtcNow() - refund.CreatedAt > Patience)
        {
            await exceptions.Raise(db, new(
                refund.PaymentAccountId, refund.OrderId, "refund:" + id, "refund-not-made", new { amountMinor = refund.AmountMinor }, new { }), ct);
        }
    }

    private async Task<StripeRefund> Ask(TenantId tenant, PaymentAccount account, RefundRow refund, CancellationToken ct)
    {
        if (refund.ProviderId is { } known)
        {
            return await stripe.GetRefund(account, known, ct);
        }

        return clock.GetUtcNow() - refund.CreatedAt > KeyLives && await Lost(account, refund, ct) is { } found ? found : await Create(tenant, account, refund, ct);
    }

    private async Task<StripeRefund> Create(TenantId tenant, PaymentAccount account, RefundRow refund, CancellationToken ct)
    {
        try
        {
            return await stripe.CreateRefund(account, Form(tenant, refund), refund.Key, ct);
        }
        catch (StripeTrouble trouble) when (trouble.Replayed && trouble.Retry is MayRetry.SameKeyOnly)
        {
            // The key will give this failure for a day, although the refund may exist.
            return await Lost(account, refund, ct) ?? throw new StripeTrouble(MayRetry.Never, trouble.Code, trouble.Message, trouble);
        }
    }

    private async Task<StripeRefund?> Lost(PaymentAccount account, RefundRow refund, CancellationToken ct)
    {
        var all = await stripe.RefundsOf(account, refund.ProviderPaymentId, ct);
        return all.FirstOrDefault(r => r.Metadata.GetValueOrDefault("refund_id") == refund.Id.ToString());
    }

    private static List<KeyValuePair<string, string>> Form(TenantId tenant, RefundRow refund) =>
        [
            new("payment_intent", refund.ProviderPaymentId),
            new("amount", StripeText.Of(ProviderAmounts.ToStripe(refund.Amount).Value)),
            new("reason", refund.Kept ? "requested_by_customer" : "duplicate"),
            new("metadata[tenant]", tenant.ToString()),
            new("metadata[order_id]", refund.OrderId.ToString()),
            new("metadata[refund_id]", refund.Id.ToString()),
        ];
}
