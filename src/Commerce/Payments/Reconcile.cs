using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
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
    private static readonly TimeSpan AtTheBank = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Seldom = TimeSpan.FromHours(1);

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
            where state = 'received' and received_at + attempts * (attempts + 1) / 2 * {Settling} <= {now - Settling}
            order by received_at limit {AtOnce}
            """, ct);
        await WorkItems.Each(waiting, one => apply.Apply(one.Tenant, new(one.Account, one.EventId), ct), (one, e) =>
        {
            log.LogError(e, "Event {Event} of tenant {Tenant} cannot be applied", one.EventId, one.Tenant);
            return apply.GiveUp(one.Tenant, new(one.Account, one.EventId), ct);
        }, ct);
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
        await WorkItems.Each(silent, one => Ask(one, ct), (one, e) => StandBack(one, e, ct), ct);
    }

    private async Task Ask(Session one, CancellationToken ct)
    {
        if (await CheckoutSessions.FindOpen(tenants.For(one.Tenant), one.Id, ct) is { } session)
        {
            await settle.Check(one.Tenant, session, "reconciler", ct);
        }
    }

    private Task StandBack(Session one, Exception e, CancellationToken ct)
    {
        if (e is StripeTrouble trouble)
        {
            log.LogWarning("Session {Session} of tenant {Tenant} cannot be asked about: {Code}", one.Id, one.Tenant, trouble.Code);
        }
        else
        {
            log.LogError(e, "Session {Session} of tenant {Tenant} cannot be asked about", one.Id, one.Tenant);
        }

        return CheckoutSessions.Checked(tenants.For(one.Tenant), one.Id, clock.GetUtcNow(), ct);
    }

    private async Task Refunds(CancellationToken ct)
    {
        // What was never answered comes first. Each is asked about ever more seldom: after a tenth of its age, at most hourly; what the bank has, from ten minutes on.
        var now = clock.GetUtcNow();
        var waiting = await system.List<Refund>($"""
            select tenant_id as tenant, id from refund
            where state in ('requested', 'pending')
              and coalesce(checked_at, created_at) + least(greatest(({now} - created_at) / 10, case state when 'requested' then {Settling} else {AtTheBank} end), {Seldom}) <= {now}
            order by state = 'pending', coalesce(checked_at, created_at) limit {AtOnce}
            """, ct);
        await WorkItems.Each(waiting, one => Send(one, ct), (one, e) =>
        {
            log.LogError(e, "Refund {Refund} of tenant {Tenant} cannot be made", one.Id, one.Tenant);
            return refunds.GiveUp(one.Tenant, one.Id, ct);
        }, ct);
    }

    private async Task Send(Refund one, CancellationToken ct)
    {
        await RefundRows.Checked(tenants.For(one.Tenant), one.Id, clock.GetUtcNow(), ct);
        await refunds.Send(one.Tenant, one.Id, ct);
    }

    private sealed record Event(TenantId Tenant, PaymentAccountId Account, string EventId);

    private sealed record Session(TenantId Tenant, CheckoutSessionId Id);

    private sealed record Refund(TenantId Tenant, RefundId Id);
}
