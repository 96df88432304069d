using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Payments.Refunds;

/// <param name="AmountMinor">All that is left when none is given.</param>
/// <param name="Reason">For people: why.</param>
/// <param name="Restock">Whether the goods go back on the shelf; only when nothing of the payment is left.</param>
/// <param name="Known">How many refunds of the order were known when this was asked for: a form sent twice gives back once.</param>
public sealed record RefundRequest(OrderId Order, long? AmountMinor, string Reason, bool Restock = false, int? Known = null)
{
    /// <summary>Names the request: asked for again by the same name, it is the same refund.</summary>
    public string? Key { get; init; }
}

public sealed record RefundView(
    RefundId Id, OrderId OrderId, int N, Price Amount, string Reason, RefundState State, bool Restock, string Actor, string? Problem,
    DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);

/// <summary>Gives money back: wholly or in parts, never more than was taken.</summary>
public sealed class Refunds(TenantDb tenants, RefundRows rows, SendRefund send, OrderEvents events, Audit audit)
{
    private const int ReasonLength = 500;

    private static readonly Refusal Reused = new("idempotency-key-reused", "This key was used for another refund of the order: use a new one.");

    /// <summary>
    /// Writes the refund down, then asks Stripe. The answer tells how far it came: a refund that Stripe did not answer stays
    /// <c>requested</c> and is asked for again. Refusals: <c>order-not-found</c>, <c>nothing-to-refund</c>, <c>refund-not-valid</c>,
    /// <c>refund-too-large</c> (fact left), <c>order-disputed</c>, <c>restock-needs-full-refund</c>, <c>amount-not-payable</c>,
    /// <c>refunds-changed</c>, <c>idempotency-key-reused</c>.
    /// </summary>
    public async Task<Result<RefundView>> Make(TenantId tenant, RefundRequest request, Actor actor, CancellationToken ct)
    {
        var written = await tenants.Try(tenant, db => Write(db, request, actor, ct), ct);
        if (!written.Ok)
        {
            return written.Refusal!;
        }

        // It is promised now: who asked for it may hang up.
        await send.Send(tenant, written.Value, CancellationToken.None);
        return (await List(tenants.For(tenant), request.Order, CancellationToken.None)).Single(r => r.Id == written.Value);
    }

    public async Task<IReadOnlyList<RefundView>> List(TenantScope db, OrderId order, CancellationToken ct)
    {
        var all = await db.List<Row>($"""
            select id, order_id, n, amount_minor, currency, reason, state, restock, actor, problem, created_at, finished_at
            from refund where tenant_id = {db.Tenant} and order_id = {order} order by n
            """, ct);
        return all.ConvertAll(r => r.View());
    }

    private async Task<Result<RefundId>> Write(TenantScope db, RefundRequest request, Actor actor, CancellationToken ct)
    {
        if (request.Reason.Length > ReasonLength || request.AmountMinor <= 0)
        {
            return new Refusal("refund-not-valid", $"Expected an amount above nothing and a reason of up to {ReasonLength} characters.", "amount");
        }

        if (await OrderRows.Lock(db, request.Order, ct) is not { } order)
        {
            return OrderRefusals.NotFound;
        }

        if (request.Key is not null && await RefundRows.FindAsked(db, request, ct) is { } asked)
        {
            return asked.AmountMinor == (request.AmountMinor ?? asked.AmountMinor) && asked.Restock == request.Restock ? asked.Id : Reused;
        }

        return await WriteNew(db, order, request, actor, ct);
    }

    private async Task<Result<RefundId>> WriteNew(TenantScope db, LockedOrder order, RefundRequest request, Actor actor, CancellationToken ct)
    {
        if (request.Known is { } known && await db.Get<long>($"select count(*) from refund where tenant_id = {db.Tenant} and order_id = {order.Id}", ct) != known)
        {
            return new Refusal("refunds-changed", "This order has been refunded meanwhile; nothing more was given back.");
        }

        if (await Kept(db, order.Id, ct) is not { } payment || payment.Left == 0)
        {
            return new Refusal("nothing-to-refund", "Nothing of this order's payment is left to give back.");
        }

        var amount = new Price(request.AmountMinor ?? payment.Left, order.Currency);
        if (Refuse(order, payment, amount, request.Restock) is { } refusal)
        {
            return refusal;
        }

        var id = await rows.Write(db, new(payment.Id, order.Id, amount, request.Reason, request.Restock) { RequestKey = request.Key }, actor, ct);
        await events.Write(db, order.Id, new OrderNote("refund-requested", new { amountMinor = amount.Minor, request.Reason }), actor, ct);
        await audit.Write(db, actor, "order-refunded", "order", order.Number, new { amountMinor = amount.Minor, request.Reason, request.Restock }, ct);
        return id;
    }

    private static Refusal? Refuse(LockedOrder order, KeptPayment payment, Price amount, bool restock)
    {
        if (order.PaymentState is PaymentState.Disputed)
        {
            return new("order-disputed", "The customer's bank disputes this payment: it cannot be refunded until that is over.");
        }

        if (amount.Minor > payment.Left)
        {
            return new Refusal("refund-too-large", $"Only {new Price(payment.Left, order.Currency)} of the payment is left.", "amount").With("left", payment.Left);
        }

        return restock && amount.Minor != payment.Left
            ? new("restock-needs-full-refund", "Goods go back on the shelf only when the whole payment goes back.", "restock")
            : ProviderAmounts.ToStripe(amount).Refusal;
    }

    private static Task<KeptPayment?> Kept(TenantScope db, OrderId order, CancellationToken ct) => db.Find<KeptPayment>($"""
        select p.id, (p.amount_minor - coalesce((select sum(r.amount_minor) from refund r
            where r.tenant_id = p.tenant_id and r.payment_id = p.id and r.state <> 'failed'), 0))::bigint as left
        from payment p where p.tenant_id = {db.Tenant} and p.order_id = {order} and p.kept
        """, ct);

    private sealed record KeptPayment(PaymentId Id, long Left);

    private sealed record Row(
        RefundId Id, OrderId OrderId, int N, long AmountMinor, string Currency, string Reason, RefundState State, bool Restock, string Actor,
        string? Problem, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt)
    {
        public RefundView View() => new(Id, OrderId, N, new(AmountMinor, Currency), Reason, State, Restock, Actor, Problem, CreatedAt, FinishedAt);
    }
}
