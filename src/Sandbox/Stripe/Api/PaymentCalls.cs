using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>Reading payments, charges, refunds and events.</summary>
internal sealed class PaymentCalls(Books books)
{
    public Answer Intent(StripeCall call, string id)
    {
        var expand = call.Parameters.Texts("expand");
        call.Parameters.Allow("client_secret");
        return Read(call, () =>
        {
            if (books.Intents.Find(id) is not { } intent || !IsOf(call, intent.AccountId))
            {
                return NotFound("payment_intent", id, "intent");
            }

            var json = intent.ToJson();
            if (expand.Contains("latest_charge", StringComparer.Ordinal))
            {
                json["latest_charge"] = books.LatestCharge(intent)?.ToJson();
            }

            return Answer.Ok(json);
        });
    }

    public Answer Charge(StripeCall call, string id)
    {
        call.Parameters.Allow("expand");
        return Read(call, () => books.Charges.Find(id) is { } charge && IsOf(call, charge.AccountId)
            ? Answer.Ok(charge.ToJson())
            : NotFound("charge", id, "charge"));
    }

    public Answer Refund(StripeCall call, string id)
    {
        call.Parameters.Allow("expand");
        return Read(call, () => books.Refunds.Find(id) is { } refund && IsOf(call, refund.AccountId)
            ? Answer.Ok(refund.ToJson())
            : NotFound("refund", id, "refund"));
    }

    public Answer Refunds(StripeCall call)
    {
        var page = ListPage.Read(call.Parameters);
        var created = CreatedRange.Read(call.Parameters);
        var intent = call.Parameters.Text("payment_intent");
        var charge = call.Parameters.Text("charge");
        call.Parameters.Allow("expand");
        return Read(call, () => Answer.Ok(page.Of(
            "/v1/refunds",
            books.Refunds.NewestFirst.Where(refund => IsOf(call, refund.AccountId)
                && created.Holds(refund.Created)
                && (intent is null || intent.Equals(refund.PaymentIntentId, StringComparison.Ordinal))
                && (charge is null || charge.Equals(refund.ChargeId, StringComparison.Ordinal))),
            refund => refund.Id,
            refund => refund.ToJson())));
    }

    public Answer Event(StripeCall call, string id) => Read(call, () =>
        books.Events.Find(id) is { } happened && IsOf(call, happened.AccountId)
            ? Answer.Ok(happened.ToJson())
            : NotFound("event", id, "id"));

    public Answer Events(StripeCall call)
    {
        var page = ListPage.Read(call.Parameters);
        var created = CreatedRange.Read(call.Parameters);
        var type = call.Parameters.Text("type");
        var types = call.Parameters.Texts("types");
        call.Parameters.Allow("delivery_success", "expand");
        return Read(call, () => Answer.Ok(page.Of(
            "/v1/events",
            books.Events.NewestFirst.Where(happened => IsOf(call, happened.AccountId)
                && created.Holds(happened.Created)
                && (type is null || Fits(happened.Type, type))
                && (types.Count == 0 || types.Contains(happened.Type, StringComparer.Ordinal))),
            happened => happened.Id,
            happened => happened.ToJson())));
    }

    private Answer Read(StripeCall call, Func<Answer> look) =>
        call.Parameters.Complaint is { } complaint ? Answer.Invalid(complaint) : books.Read(look);

    /// <summary>"charge.*" fits every event of a charge.</summary>
    private static bool Fits(string type, string pattern) => pattern.EndsWith('*')
        ? type.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : type.Equals(pattern, StringComparison.Ordinal);

    private static bool IsOf(StripeCall call, string accountId) => accountId.Equals(call.Account.Id, StringComparison.Ordinal);

    private static Answer NotFound(string kind, string id, string param) => Answer.Invalid(StripeError.NotFound(kind, id, param));
}
