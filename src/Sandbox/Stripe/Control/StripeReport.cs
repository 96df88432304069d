using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary>What really happened, for tests that compare a shop's books with the provider's.</summary>
internal sealed class StripeReport(Books books)
{
    public object Ledger(string? account) => books.Read(() => new
    {
        sessions = books.Sessions.OldestFirst.Where(session => IsOf(session.AccountId, account)).Select(Line).ToList(),
        refunds = books.Refunds.OldestFirst.Where(refund => IsOf(refund.AccountId, account)).Select(refund => new
        {
            refund.Id,
            account = refund.AccountId,
            paymentIntent = refund.PaymentIntentId,
            refund.Amount,
            refund.Currency,
            status = refund.Status is RefundStatus.Failed ? "failed" : "succeeded",
            refund.Metadata,
        }).ToList(),
        totals = Totals(account),
    });

    public object Deliveries(string? account, string? session, string? type, int limit) => books.Read(() => books.Deliveries.NewestFirst
        .Where(delivery => IsOf(delivery.AccountId, account)
            && (session is null || delivery.Lane.StartsWith(session, StringComparison.Ordinal))
            && (type is null || delivery.Type.Equals(type, StringComparison.Ordinal)))
        .Take(limit)
        .Select(delivery => new
        {
            delivery.Id,
            @event = delivery.EventId,
            delivery.Type,
            account = delivery.AccountId,
            delivery.Url,
            delivery.Copy,
            state = StateName(delivery.State),
            delivery.DueAt,
            delivery.Attempts,
        })
        .ToList());

    public static string StateName(DeliveryState state) => state.ToString().ToLowerInvariant();

    private object Line(CheckoutSession session)
    {
        var charge = session.PaymentIntentId is { } id && books.Intents.Find(id) is { } intent ? books.LatestCharge(intent) : null;
        return new
        {
            session.Id,
            account = session.AccountId,
            status = SessionJson.StatusName(session.Status),
            session.Paid,
            amount = session.Terms.Total,
            session.Terms.Currency,
            clientReferenceId = session.Terms.ClientReferenceId,
            session.Terms.Metadata,
            paymentIntent = session.PaymentIntentId,
            charge = charge?.Id,
            refunded = charge?.AmountRefunded ?? 0,
            disputed = charge?.Disputed ?? false,
        };
    }

    private List<CurrencyTotal> Totals(string? account) => [.. books.Charges.OldestFirst
        .Where(charge => IsOf(charge.AccountId, account) && charge.Status is ChargeStatus.Succeeded)
        .GroupBy(charge => charge.Currency, StringComparer.Ordinal)
        .Select(group => new CurrencyTotal(group.Key, group.Count(), group.Sum(charge => charge.Amount), group.Sum(charge => charge.AmountRefunded)))];

    private static bool IsOf(string accountId, string? wanted) => wanted is null || accountId.Equals(wanted, StringComparison.Ordinal);

    private sealed record CurrencyTotal(string Currency, int Payments, long Captured, long Refunded);
}
