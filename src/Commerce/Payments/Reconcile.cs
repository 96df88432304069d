using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Payments;

/// <summary>
/// Finds what webhooks missed: payment pages that nothing was heard of, events whose effect failed, refunds without an end. A job:
/// several may run at once, since every step is a compare-and-set or carries an idempotency key.
/// </summary>
public sealed class Reconcile(
    SystemDb system, TenantDb tenants, PaymentOptions options, SettlePayment settle, ApplyEvent apply, SendRefund refunds, TimeProvider clock, ILogger<Reconcile> log)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    public async Task Run(CancellationToken ct)
    {
        await Events(ct);
        await Sessions(ct);
        await Refunds(ct);
    }

    private async Task Events(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var waiting = await system.List<Event>($"""
            select tenant_id as tenant, payment_account_id as account, event_id from payment_event
            where state = 'received' and received_at + attempts * {Settling} <= {now - Settling}
            order by received_at limit {AtOnce}
            """, ct);
        foreach (var one in waiting)
        {
            await apply.Apply(one.Tenant, new(one.Account, one.EventId), ct);
        }
    }

    private async Task Sessions(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var silent = await system.List<Session>($"""
            select tenant_id as tenant, id from checkout_session
            where state = 'open' and (coalesce(checked_at, created_at) <= {now - options.ReconcileAfter}
               or (expires_at <= {now} and coalesce(checked_at, created_at) <= {now - Between}))
            order by expires_at limit {AtOnce}
            """, ct);
        foreach (var one in silent)
        {
            await Ask(one, ct);
        }
    }

    private async Task Ask(Session one, CancellationToken ct)
    {
        if (await CheckoutSessions.FindOpen(tenants.For(one.Tenant), one.Id, ct) is not { } session)
        {
            return;
        }

        try
        {
            await settle.Check(one.Tenant, session, "reconciler", ct);
        }
        catch (StripeTrouble trouble)
        {
            log.LogWarning("Session {Session} of tenant {Tenant} cannot be asked about: {Code}", session.Id, one.Tenant, trouble.Code);
            await CheckoutSessions.Checked(tenants.For(one.Tenant), session.Id, clock.GetUtcNow(), ct);
        }
    }

    private async Task Refunds(CancellationToken ct)
    {
        var waiting = await system.List<Refund>($"""
            select tenant_id as tenant, id from refund
            where state in ('requested', 'pending') and created_at <= {clock.GetUtcNow() - Settling} order by created_at limit {AtOnce}
            """, ct);
        foreach (var one in waiting)
        {
            await refunds.Send(one.Tenant, one.Id, ct);
        }
    }

    private sealed record Event(TenantId Tenant, PaymentAccountId Account, string EventId);

    private sealed record Session(TenantId Tenant, CheckoutSessionId Id);

    private sealed record Refund(TenantId Tenant, RefundId Id);
}
