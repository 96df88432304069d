using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Commerce.Payments.Checkout;

/// <summary>
/// What we ask Stripe for: one payment of exactly the frozen quote (docs.stripe.com/api/checkout/sessions/create). The same row always
/// gives the same form, or Stripe would refuse the idempotency key.
/// </summary>
internal static class SessionForm
{
    private const int NameLength = 250;

    public static string KeyOf(TenantId tenant, CheckoutSession session) => $"cs:{tenant}:{session.OrderId}:{session.N}";

    public static List<KeyValuePair<string, string>> Of(TenantId tenant, SessionPlan plan, PaymentOptions options)
    {
        var page = "/t/" + plan.TrackToken;
        List<KeyValuePair<string, string>> form =
        [
            new("mode", "payment"),
            new("client_reference_id", plan.Session.OrderId.ToString()),
            new("expires_at", StripeText.Of(plan.Session.ExpiresAt)),
            new("success_url", options.At(page + "?paid=1").AbsoluteUri),
            new("cancel_url", options.At(page).AbsoluteUri),
            new("locale", "auto"),
        ];
        foreach (var (name, value) in Marks(tenant, plan))
        {
            form.Add(new($"metadata[{name}]", value));
            form.Add(new($"payment_intent_data[metadata][{name}]", value));
        }

        form.AddRange(Lines(plan.Quote).SelectMany((line, i) => Line(i, line, plan.Quote.Currency)));
        return form;
    }

    private static IEnumerable<(string Name, string Value)> Marks(TenantId tenant, SessionPlan plan) =>
        [("tenant", tenant.ToString()), ("order_id", plan.Session.OrderId.ToString()), ("order_number", plan.Number), ("quote_hash", plan.Quote.Hash)];

    private static IEnumerable<PaidLine> Lines(Quote quote)
    {
        var goods = quote.Lines.Select(l => new PaidLine(NameOf(l), new(l.UnitPriceMinor, quote.Currency), l.Quantity));
        return quote.ShippingMinor == 0 ? goods : goods.Append(new("Shipping", quote.Shipping, 1));
    }

    private static string NameOf(QuoteLine line)
    {
        var options = line.Options.Count == 0 ? "" : $" ({string.Join(", ", line.Options.Values)})";
        return CustomerText.Cut(line.Title + options, NameLength);
    }

    private static IEnumerable<KeyValuePair<string, string>> Line(int n, PaidLine line, string currency) =>
        [
            new($"line_items[{n}][price_data][currency]", currency.ToLowerInvariant()),
            new($"line_items[{n}][price_data][unit_amount]", StripeText.Of(ProviderAmounts.ToStripe(line.Unit).Value)),
            new($"line_items[{n}][price_data][product_data][name]", line.Name),
            new($"line_items[{n}][quantity]", StripeText.Of(line.Quantity)),
        ];

    private sealed record PaidLine(string Name, Price Unit, int Quantity);
}
