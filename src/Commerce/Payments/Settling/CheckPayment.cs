using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Payments.Settling;

/// <param name="Outcome">What the provider's answer did to the order.</param>
/// <param name="Order">As it stands since.</param>
public sealed record CheckedPayment(SettleOutcome Outcome, OrderView Order);

/// <summary>Asks the provider about an order because a person waits for it: the customer who comes back from paying, or staff.</summary>
public sealed class CheckPayment(TenantDb tenants, SettlePayment settle, Orders.Orders orders, Audit audit, TimeProvider clock, ILogger<CheckPayment> log)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Refusal Away = new("payment-provider-away", "The payment provider does not answer at the moment. Please try again in a moment.");

    /// <summary>
    /// The customer is back. Asked once in a few seconds an order, however often its page is looked at, and without keeping the page waiting
    /// for long. True when the provider answered, so that the order may stand elsewhere now.
    /// </summary>
    public async Task<bool> Returned(OrderPlace place, CancellationToken ct)
    {
        if (!await CheckoutSessions.TakeTurn(tenants.For(place.Tenant), place.Order, clock.GetUtcNow(), Between, ct))
        {
            return false;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            await settle.Check(place.Tenant, place.Order, "return page", either.Token);
            return true;
        }
        catch (Exception e) when (e is StripeTrouble || (e is OperationCanceledException && patience.IsCancellationRequested))
        {
            log.LogWarning("Order {Order} of tenant {Tenant} could not be asked about for its returning customer: {Why}", place.Order, place.Tenant, e.Message);
            return false;
        }
    }

    /// <summary>Staff want to know now. Refusals: <c>order-not-found</c>, <c>payment-provider-away</c>.</summary>
    public async Task<Result<CheckedPayment>> Ask(TenantId tenant, OrderId id, Actor actor, CancellationToken ct)
    {
        if (await orders.Find(tenants.For(tenant), id, ct) is not { } before)
        {
            return OrderRefusals.NotFound;
        }

        try
        {
            var outcome = await settle.Check(tenant, id, "staff", ct);
            await audit.Write(tenants.For(tenant), actor, "payment-checked", "order", before.Number, new { outcome }, ct);
            return new CheckedPayment(outcome, (await orders.Find(tenants.For(tenant), id, ct))!);
        }
        catch (StripeTrouble trouble)
        {
            log.LogWarning("Order {Order} of tenant {Tenant} could not be asked about for staff: {Code}", id, tenant, trouble.Code);
            return Away;
        }
    }
}
