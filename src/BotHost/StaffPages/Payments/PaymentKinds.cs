using System.Globalization;
using System.Text.Json;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.BotHost.StaffPages.Payments;

/// <summary>A kind of payment exception in plain words.</summary>
/// <param name="Meaning">What happened.</param>
/// <param name="ToDo">What a person should do about it.</param>
public sealed record PaymentKind(string Title, string Meaning, string ToDo);

internal static class PaymentKinds
{
    private const string LookUp = "Look the payment up in the payment provider's own pages and give the money back there if it is not yours to keep.";

    public static string Title(string kind) => Of(kind).Title;

    public static PaymentKind Of(string kind) => kind switch
    {
        "wrong-amount" => new("The amount is not the order's", "Somebody paid more or less than the order costs. The order stays open.", LookUp),
        "wrong-currency" => new("The currency is not the order's", "The payment came in another currency than the order has. The order stays open.", LookUp),
        "wrong-account" => new("Paid to another account", "The payment belongs to another payment account than the shop's. The order stays open.", "Check which accounts send their events to this shop."),
        "wrong-mode" => new("Test and real money mixed", "A test payment came to a real account, or a real one to a test account. The order stays open.", "Check the payment account's keys. Send nothing for this payment."),
        "wrong-tenant" => new("Made for another shop", "The payment says that it is for another shop. The order stays open.", LookUp),
        "wrong-order" => new("Made for another order", "The payment names another order than the one it claims to close. The order stays open.", LookUp),
        "wrong-quote" => new("Not what was offered", "The payment was made for other goods or prices than the order froze. The order stays open.", LookUp),
        "unknown-order" => new("No such order", "The payment names an order that this shop does not have.", LookUp),
        "unknown-session" => new("A payment page we did not open", "The payment was made on a payment page that this shop did not open.", LookUp),
        "event-not-applied" => new("A message of the provider could not be used", "The payment provider told something that could not be brought to any order after many tries.", "Look the event up in the payment provider's own pages."),
        "refund-failed" => new("A refund did not arrive", "The payment provider or the customer's bank sent a refund back.", "Ask the customer how they want their money, and give it back another way."),
        "refund-not-made" => new("A refund cannot be asked for", "The program has failed for hours to ask the payment provider for this refund. It goes on trying.", "Check the payment account. If the customer waits, give the money back in the payment provider's own pages: it is then counted here."),
        "disputed" => new("The customer's bank disputes the payment", "The customer told their bank that they do not want to pay this. The bank may take the money back.", "Answer with proof in the payment provider's own pages before its time is over. Do not send the goods."),
        "dispute-won" => new("Dispute won", "The bank decided for you: the money stays.", "Nothing more. Close this when everybody knows."),
        "dispute-lost" => new("Dispute lost", "The bank decided for the customer: the money is gone.", "Settle with the customer what becomes of the goods."),
        _ => new(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(kind[..1]) + kind[1..].Replace('-', ' '), "A payment does not fit its order.", LookUp),
    };

    /// <summary>What was expected and what came, each a label and a text; figures of money as people write them.</summary>
    public static IReadOnlyList<(string Label, string Text)> Facts(PaymentExceptionView exception, string currency)
    {
        using var expected = JsonDocument.Parse(exception.Expected);
        using var seen = JsonDocument.Parse(exception.Seen);
        var paidIn = Text(seen.RootElement, "currency")?.ToUpperInvariant() ?? (exception.Kind == "wrong-currency" ? Text(seen.RootElement, "value") : null) ?? currency;
        return
        [
            .. Side("Expected", expected.RootElement, exception.Kind, currency),
            .. Side("Received", seen.RootElement, exception.Kind, paidIn),
        ];
    }

    private static IEnumerable<(string Label, string Text)> Side(string side, JsonElement facts, string kind, string currency)
    {
        // A wrong amount is told once, in the words of money.
        var said = kind == "wrong-amount" && facts.TryGetProperty("value", out _) ? new[] { "amount", "currency" } : [];
        foreach (var fact in facts.EnumerateObject().Where(f => f.Value.ValueKind is not JsonValueKind.Null && !said.Contains(f.Name)))
        {
            var text = fact.Name switch
            {
                "value" when kind == "wrong-amount" => Provider(fact.Value, currency),
                "amount" => Provider(fact.Value, currency),
                "amountMinor" => Ours(fact.Value, currency),
                "value" when kind == "wrong-mode" => fact.Value.ValueKind is JsonValueKind.True ? "real money" : "test money",
                _ => fact.Value.ToString(),
            };
            yield return (fact.Name == "value" ? side : $"{side}: {Name(fact.Name)}", text);
        }
    }

    private static string Name(string fact) => fact switch
    {
        "amountMinor" => "amount",
        "session" => "payment page",
        "problem" => "what the provider says",
        _ => fact,
    };

    private static string? Text(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static string Provider(JsonElement value, string currency) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var amount) && Currency.TryOf(currency, out _)
            ? ProviderAmounts.FromStripe(amount, currency).ToString()
            : value.ToString();

    private static string Ours(JsonElement value, string currency) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var minor) ? new Price(minor, currency).ToString() : value.ToString();
}
