using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Payments.Settling;

/// <summary>A session as the provider tells it, and how we came to hear of it.</summary>
/// <param name="Event">The event that brought it; none when we asked.</param>
/// <param name="Cause">Names what brought it, for exceptions: the event's id, or the session's.</param>
/// <param name="Source">For the order's history: <c>webhook</c>, <c>reconciler</c>, <c>return page</c>, <c>staff</c>.</param>
internal sealed record SessionSeen(PaymentAccount Account, StripeSession Session, EventSeen? Event, string Cause, string Source)
{
    /// <summary>The customer is done and the bank has said no; only asked about where the session says that nothing is paid.</summary>
    public bool Failed { get; init; }

    public static SessionSeen Of(EventSeen seen) => new(seen.Account, StripeSession.Of(seen.Event.Subject), seen, seen.Key.EventId, "webhook");

    public static SessionSeen Asked(PaymentAccount account, StripeSession session, string source) => new(account, session, null, "session:" + session.Id, source);
}

/// <summary>One thing that is not as the frozen quote says.</summary>
internal sealed record Mismatch(string Kind, object? Expected, object? Seen);

/// <summary>Compares a payment with the order it claims to close. The order's own rows decide, never what the payment says about itself.</summary>
internal static class PaymentCheck
{
    public static Mismatch? Find(SessionSeen seen, CheckoutSession? row, LockedOrder order, Quote quote)
    {
        var session = seen.Session;
        var amount = ProviderAmounts.ToStripe(quote.Total);
        return Differ("wrong-account", seen.Account.ExternalId, AccountOf(seen, row))
            ?? Differ("wrong-mode", seen.Account.LiveMode, seen.Event?.Event.LiveMode ?? session.LiveMode)
            ?? Differ("wrong-mode", seen.Account.LiveMode, session.LiveMode)
            ?? Differ("wrong-tenant", seen.Account.Tenant.ToString(), session.Metadata.GetValueOrDefault("tenant"))
            ?? Differ("wrong-order", order.Id.ToString(), session.Metadata.GetValueOrDefault("order_id"))
            ?? Differ("wrong-order", order.Id.ToString(), session.ClientReferenceId)
            ?? Differ("wrong-quote", quote.Hash, session.Metadata.GetValueOrDefault("quote_hash"))
            ?? Differ("wrong-quote", true, quote.IsIntact)
            ?? Differ("wrong-currency", quote.Currency, session.Currency?.ToUpperInvariant())
            ?? Differ("wrong-amount", amount.Ok ? amount.Value : null, session.AmountTotal)
            ?? Differ("wrong-amount", order.TotalMinor, quote.TotalMinor);
    }

    /// <summary>A payment's own figures, where only the payment is told and not its session.</summary>
    public static Mismatch? FindInPayment(EventSeen seen, LockedOrder order)
    {
        var subject = seen.Event.Subject;
        var amount = ProviderAmounts.ToStripe(order.Total);
        return Differ("wrong-account", false, seen.OtherAccount)
            ?? Differ("wrong-mode", seen.Account.LiveMode, seen.Event.LiveMode)
            ?? Differ("wrong-mode", seen.Account.LiveMode, subject.Flag("livemode"))
            ?? Differ("wrong-tenant", seen.Account.Tenant.ToString(), subject.Map("metadata").GetValueOrDefault("tenant"))
            ?? Differ("wrong-currency", order.Currency, subject.Text("currency")?.ToUpperInvariant())
            ?? Differ("wrong-amount", amount.Ok ? amount.Value : null, subject.Number("amount"));
    }

    private static string? AccountOf(SessionSeen seen, CheckoutSession? row) =>
        seen.Event is { OtherAccount: true } other ? other.Event.Account ?? "(none)"
        : row is not null && row.PaymentAccountId != seen.Account.Id ? row.PaymentAccountId.ToString()
        : seen.Account.ExternalId;

    private static Mismatch? Differ(string kind, object? expected, object? seen) => Equals(expected, seen) ? null : new(kind, expected, seen);
}
