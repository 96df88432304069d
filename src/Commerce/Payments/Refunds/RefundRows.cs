using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Payments.Refunds;

public enum RefundState
{
    /// <summary>Written before Stripe is asked; whatever happens then, the same key asks again.</summary>
    Requested,
    Pending,
    Succeeded,
    Failed,
}

/// <param name="Restock">Whether the goods go back on the shelf.</param>
internal sealed record NewRefund(PaymentId Payment, OrderId Order, Price Amount, string Reason, bool Restock)
{
    /// <summary>Stripe's id, when it was made there and not here.</summary>
    public string? ProviderId { get; init; }

    public string? RequestKey { get; init; }
}

internal sealed record RefundRow(
    RefundId Id, PaymentId PaymentId, OrderId OrderId, int N, string? ProviderId, long AmountMinor, string Currency, string Reason, RefundState State,
    bool Restock, DateTimeOffset CreatedAt, PaymentAccountId PaymentAccountId, string ProviderPaymentId, bool Kept)
{
    public Price Amount => new(AmountMinor, Currency);

    /// <summary>Made here: a refund that began at the provider is never asked for again.</summary>
    public string Key => $"refund:{OrderId}:{N}";
}

/// <summary>Rows of <c>refund</c>.</summary>
public sealed class RefundRows(TimeProvider clock)
{
    private static Sql Columns => $"""
        r.id, r.payment_id, r.order_id, r.n, r.provider_id, r.amount_minor, r.currency, r.reason, r.state, r.restock, r.created_at,
        p.payment_account_id, p.provider_payment_id, p.kept
        from refund r join payment p on p.tenant_id = r.tenant_id and p.id = r.payment_id
        """;

    internal static Task<RefundRow?> Find(TenantScope db, RefundId id, CancellationToken ct) =>
        db.Find<RefundRow>($"select {Columns} where r.tenant_id = {db.Tenant} and r.id = {id}", ct);

    internal static Task<RefundRow?> Lock(TenantScope db, RefundId id, CancellationToken ct) =>
        db.Find<RefundRow>($"select {Columns} where r.tenant_id = {db.Tenant} and r.id = {id} for update of r", ct);

    internal static Task<RefundId?> FindByProvider(TenantScope db, PaymentAccountId account, string providerId, CancellationToken ct) => db.Find<RefundId?>($"""
        select r.id from refund r join payment p on p.tenant_id = r.tenant_id and p.id = r.payment_id
        where r.tenant_id = {db.Tenant} and p.payment_account_id = {account} and r.provider_id = {providerId}
        """, ct);

    /// <summary>What an earlier request of the same key has become; under the order's lock.</summary>
    internal static Task<AskedRefund?> FindAsked(TenantScope db, RefundRequest request, CancellationToken ct) => db.Find<AskedRefund>($"""
        select id, amount_minor, restock from refund where tenant_id = {db.Tenant} and order_id = {request.Order} and request_key = {request.Key}
        """, ct);

    /// <summary>Before the provider is asked, so that a refund which breaks the program stands back behind the others.</summary>
    internal static Task Checked(TenantScope db, RefundId id, DateTimeOffset now, CancellationToken ct) =>
        db.Execute($"update refund set checked_at = {now} where tenant_id = {db.Tenant} and id = {id}", ct);

    internal static Task Move(TenantScope db, RefundId id, RefundMove move, CancellationToken ct) => db.Execute($"""
        update refund set state = {move.To}, provider_id = coalesce({move.ProviderId}, provider_id), problem = {move.Problem}, finished_at = {move.FinishedAt}
        where tenant_id = {db.Tenant} and id = {id}
        """, ct);

    /// <summary>Numbered within the order, under the order's lock: the number is part of the key that Stripe knows it by.</summary>
    internal async Task<RefundId> Write(TenantScope db, NewRefund refund, Actor actor, CancellationToken ct)
    {
        var id = Id.New<RefundId>(clock);
        await db.Execute($"""
            insert into refund (tenant_id, id, payment_id, order_id, n, provider_id, amount_minor, currency, reason, state, restock, actor, request_key, created_at)
            select {db.Tenant}, {id}, {refund.Payment}, {refund.Order}, coalesce(max(n), 0) + 1, {refund.ProviderId}, {refund.Amount.Minor},
                   {refund.Amount.CurrencyCode}, {refund.Reason}, 'requested', {refund.Restock}, {actor.ToString()}, {refund.RequestKey}, {clock.GetUtcNow()}
            from refund where tenant_id = {db.Tenant} and order_id = {refund.Order}
            """, ct);
        return id;
    }
}

internal sealed record AskedRefund(RefundId Id, long AmountMinor, bool Restock);

internal sealed record RefundMove(RefundState To, string? ProviderId, string? Problem, DateTimeOffset? FinishedAt);
