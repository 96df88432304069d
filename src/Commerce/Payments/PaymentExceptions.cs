using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments;

public enum PaymentExceptionState
{
    Open,
    Resolved,
}

/// <summary>Money that does not fit its order: staff see it, the order stays as it was.</summary>
/// <param name="Kind">Stable kebab-case name, such as <c>wrong-amount</c>.</param>
/// <param name="Expected">JSON of what the frozen quote says.</param>
/// <param name="Seen">JSON of what the provider says.</param>
public sealed record PaymentExceptionView(
    PaymentExceptionId Id, OrderId? OrderId, string? OrderNumber, string Kind, string Expected, string Seen, PaymentExceptionState State,
    string? Resolution, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt);

/// <summary>What to list, newest first; open ones unless told otherwise.</summary>
/// <param name="Before">Exceptions older than this one only: the last of the page before.</param>
public sealed record PaymentExceptionQuery(
    PaymentExceptionState? State = PaymentExceptionState.Open, OrderId? Order = null, PaymentExceptionId? Before = null, int Take = 100);

/// <param name="Cause">The event, or what else it came from: the same cause raises the same exception once.</param>
internal sealed record NewPaymentException(PaymentAccountId Account, OrderId? Order, string Cause, string Kind, object Expected, object Seen);

public sealed class PaymentExceptions(Audit audit, TimeProvider clock)
{
    private static Sql Columns => $"""
        select e.id, e.order_id, o.number as order_number, e.kind, e.expected::text as expected, e.seen::text as seen, e.state, e.resolution,
               e.created_at, e.resolved_at
        from payment_exception e left join sales_order o on o.tenant_id = e.tenant_id and o.id = e.order_id
        """;

    public Task<PaymentExceptionView?> Find(TenantScope db, PaymentExceptionId id, CancellationToken ct) =>
        db.Find<PaymentExceptionView>($"{Columns} where e.tenant_id = {db.Tenant} and e.id = {id}", ct);

    public async Task<IReadOnlyList<PaymentExceptionView>> List(TenantScope db, PaymentExceptionQuery query, CancellationToken ct) =>
        await db.List<PaymentExceptionView>($"""
            {Columns}
            where e.tenant_id = {db.Tenant}
              and ({query.State}::text is null or e.state = {query.State})
              and ({query.Order}::uuid is null or e.order_id = {query.Order})
              and ({query.Before}::uuid is null or (e.created_at, e.id) < (
                  select b.created_at, b.id from payment_exception b where b.tenant_id = {db.Tenant} and b.id = {query.Before}))
            order by e.created_at desc, e.id desc limit {Math.Clamp(query.Take, 1, 500)}
            """, ct);

    /// <param name="resolution">What was done about it, for those who read it later.</param>
    /// <remarks>Refusals: <c>resolution-missing</c>, <c>payment-exception-not-found</c>, <c>payment-exception-resolved</c>.</remarks>
    public async Task<Result<Done>> Resolve(TenantScope db, PaymentExceptionId id, string resolution, Actor actor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(resolution) || resolution.Length > 2_000)
        {
            return new Refusal("resolution-missing", "Expected what was done about it, in up to 2,000 characters.", "resolution");
        }

        var now = clock.GetUtcNow();
        var kind = await db.Find<string>($"""
            update payment_exception set state = 'resolved', resolution = {resolution.Trim()}, resolved_at = {now}
            where tenant_id = {db.Tenant} and id = {id} and state = 'open' returning kind
            """, ct);
        if (kind is null)
        {
            var known = await db.Find<bool>($"select true as known from payment_exception where tenant_id = {db.Tenant} and id = {id}", ct);
            return known
                ? new Refusal("payment-exception-resolved", "Somebody has resolved it already.")
                : new Refusal("payment-exception-not-found", "There is no such payment exception.");
        }

        await audit.Write(db, actor, "payment-exception-resolved", "payment-exception", id.ToString(), new { kind, resolution }, ct);
        return Done.It;
    }

    internal Task Raise(TenantScope db, NewPaymentException raised, CancellationToken ct) => db.Execute($"""
        insert into payment_exception (tenant_id, id, order_id, payment_account_id, event_id, kind, expected, seen, created_at)
        values ({db.Tenant}, {Id.New<PaymentExceptionId>(clock)}, {raised.Order}, {raised.Account}, {raised.Cause}, {raised.Kind},
            {raised.Expected:jsonb}, {raised.Seen:jsonb}, {clock.GetUtcNow()})
        on conflict do nothing
        """, ct);
}
