using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Checkout;

/// <summary>
/// A payment page at the provider. <c>Creating</c> is written before the provider is asked, so that a crash in between resumes with the
/// same idempotency key; its address is given to nobody until it is <c>Open</c>.
/// </summary>
public enum CheckoutSessionState
{
    Creating,
    Open,
    Complete,
    Expired,
}

/// <param name="N">Number within its order, from 1.</param>
/// <param name="ProviderId">Stripe's id; none while creating.</param>
internal sealed record CheckoutSession(
    CheckoutSessionId Id, OrderId OrderId, PaymentAccountId PaymentAccountId, int N, string? ProviderId, string? Url, CheckoutSessionState State,
    DateTimeOffset ExpiresAt);

/// <summary>Rows of <c>checkout_session</c>. Each move is a compare-and-set on the state.</summary>
internal static class CheckoutSessions
{
    private static Sql Columns => $"id, order_id, payment_account_id, n, provider_id, url, state, expires_at";

    /// <summary>The one session of an order that may still be paid.</summary>
    public static Task<CheckoutSession?> FindLive(TenantScope db, OrderId order, CancellationToken ct) => db.Find<CheckoutSession>($"""
        select {Columns} from checkout_session where tenant_id = {db.Tenant} and order_id = {order} and state in ('creating', 'open')
        """, ct);

    public static Task<CheckoutSession?> FindByProvider(TenantScope db, PaymentAccountId account, string providerId, CancellationToken ct) =>
        db.Find<CheckoutSession>($"""
            select {Columns} from checkout_session
            where tenant_id = {db.Tenant} and payment_account_id = {account} and provider_id = {providerId}
            """, ct);

    public static Task<CheckoutSession?> FindOpen(TenantScope db, CheckoutSessionId id, CancellationToken ct) => db.Find<CheckoutSession>($"""
        select {Columns} from checkout_session where tenant_id = {db.Tenant} and id = {id} and state = 'open'
        """, ct);

    public static Task<List<CheckoutSession>> OfOrder(TenantScope db, OrderId order, CancellationToken ct) => db.List<CheckoutSession>($"""
        select {Columns} from checkout_session where tenant_id = {db.Tenant} and order_id = {order} order by n desc
        """, ct);

    public static Task<CheckoutSession> Begin(TenantScope db, NewCheckoutSession session, DateTimeOffset now, CancellationToken ct) =>
        db.Get<CheckoutSession>($"""
            insert into checkout_session (tenant_id, id, order_id, payment_account_id, n, state, amount_minor, currency, expires_at, created_at)
            select {db.Tenant}, {session.Id}, {session.Order}, {session.Account}, coalesce(max(n), 0) + 1, 'creating', {session.AmountMinor},
                   {session.Currency}, {session.ExpiresAt}, {now}
            from checkout_session where tenant_id = {db.Tenant} and order_id = {session.Order}
            returning {Columns}
            """, ct);

    /// <summary>False when the session is not being created any more.</summary>
    public static async Task<bool> Opened(TenantScope db, CheckoutSessionId id, StripeSession session, CancellationToken ct) =>
        await db.Execute($"""
            update checkout_session set state = 'open', provider_id = {session.Id}, url = {session.Url}
            where tenant_id = {db.Tenant} and id = {id} and state = 'creating'
            """, ct) == 1;

    /// <summary>Its address never left us, so nobody can pay it. False when it is not being created any more: another click may have opened it.</summary>
    public static async Task<bool> GiveUp(TenantScope db, CheckoutSessionId id, CancellationToken ct) =>
        await db.Execute($"update checkout_session set state = 'expired' where tenant_id = {db.Tenant} and id = {id} and state = 'creating'", ct) == 1;

    /// <summary>Nobody can pay it any more. False when that was known.</summary>
    public static async Task<bool> Expire(TenantScope db, CheckoutSessionId id, CancellationToken ct) =>
        await db.Execute($"""
            update checkout_session set state = 'expired' where tenant_id = {db.Tenant} and id = {id} and state in ('creating', 'open')
            """, ct) == 1;

    /// <summary>The customer has done their part. Evidence from the provider, so it also corrects a session believed expired.</summary>
    public static Task Complete(TenantScope db, CheckoutSessionId id, string providerId, CancellationToken ct) => db.Execute($"""
        update checkout_session set state = 'complete', provider_id = {providerId} where tenant_id = {db.Tenant} and id = {id} and state <> 'complete'
        """, ct);

    public static Task Checked(TenantScope db, CheckoutSessionId id, DateTimeOffset now, CancellationToken ct) => db.Execute($"""
        update checkout_session set checked_at = {now} where tenant_id = {db.Tenant} and id = {id}
        """, ct);

    /// <summary>Whether the order has a page worth asking about that nobody has asked about for a while; from now on somebody has.</summary>
    public static async Task<bool> TakeTurn(TenantScope db, OrderId order, DateTimeOffset now, TimeSpan between, CancellationToken ct) =>
        await db.Execute($"""
            update checkout_session set checked_at = {now}
            where tenant_id = {db.Tenant} and order_id = {order} and state in ('open', 'complete') and (checked_at is null or checked_at <= {now - between})
            """, ct) > 0;

    public static Task CheckedOfOrder(TenantScope db, OrderId order, DateTimeOffset now, CancellationToken ct) => db.Execute($"""
        update checkout_session set checked_at = {now} where tenant_id = {db.Tenant} and order_id = {order}
        """, ct);
}

internal sealed record NewCheckoutSession(
    CheckoutSessionId Id, OrderId Order, PaymentAccountId Account, long AmountMinor, string Currency, DateTimeOffset ExpiresAt);
