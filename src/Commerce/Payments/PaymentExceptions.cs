using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Payments.Stripe;
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

public sealed class PaymentExceptions(Holds holds, Audit audit, TimeProvider clock)
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

    /// <summary>
    /// Whether money came that a person has to decide about: a page of the order is complete and what it took does not fit. Until then the
    /// order neither expires nor is paid a second time.
    /// </summary>
    internal static async Task<bool> HoldsUp(TenantScope db, OrderId order, CancellationToken ct) => await Question(db, order, ct) is { Complete: true, Open: true };

    /// <param name="resolution">What was done about it, for those who read it later. What waited for it goes on: the order may end, or be paid.</param>
    /// <remarks>Refusals: <c>resolution-missing</c>, <c>payment-exception-not-found</c>, <c>payment-exception-resolved</c>.</remarks>
    public async Task<Result<Done>> Resolve(TenantScope db, PaymentExceptionId id, string resolution, Actor actor, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(resolution) || resolution.Length > 2_000)
        {
            return new Refusal("resolution-missing", "Expected what was done about it, in up to 2,000 characters.", "resolution");
        }

        var now = clock.GetUtcNow();
        var closed = await db.Find<Closed>($"""
            update payment_exception set state = 'resolved', resolution = {resolution.Trim()}, resolved_at = {now}
            where tenant_id = {db.Tenant} and id = {id} and state = 'open' returning kind, order_id
            """, ct);
        if (closed is null)
        {
            var known = await db.Find<bool>($"select true as known from payment_exception where tenant_id = {db.Tenant} and id = {id}", ct);
            return known
                ? new Refusal("payment-exception-resolved", "Somebody has resolved it already.")
                : new Refusal("payment-exception-not-found", "There is no such payment exception.");
        }

        if (closed.OrderId is { } order && await MayGoOn(db, order, ct))
        {
            await holds.MakeDue(db, order, ct);
        }

        await audit.Write(db, actor, "payment-exception-resolved", "payment-exception", id.ToString(), new { kind = closed.Kind, resolution }, ct);
        return Done.It;
    }

    private static async Task<bool> MayGoOn(TenantScope db, OrderId order, CancellationToken ct) => await Question(db, order, ct) is { Complete: true, Open: false };

    private static Task<InQuestion> Question(TenantScope db, OrderId order, CancellationToken ct) => db.Get<InQuestion>($"""
        select exists(select 1 from payment_exception where tenant_id = {db.Tenant} and order_id = {order} and state = 'open') as open,
               exists(select 1 from checkout_session where tenant_id = {db.Tenant} and order_id = {order} and state = 'complete') as complete
        """, ct);

    internal Task Raise(TenantScope db, NewPaymentException raised, CancellationToken ct) => db.Execute($"""
        insert into payment_exception (tenant_id, id, order_id, payment_account_id, event_id, kind, expected, seen, created_at)
        values ({db.Tenant}, {Id.New<PaymentExceptionId>(clock)}, {raised.Order}, {raised.Account}, {raised.Cause}, {raised.Kind},
            {raised.Expected:jsonb}, {raised.Seen:jsonb}, {clock.GetUtcNow()})
        on conflict do nothing
        """, ct);

    private sealed record Closed(string Kind, OrderId? OrderId);

    private sealed record InQuestion(bool Open, bool Complete);
}
