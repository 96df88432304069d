using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary><c>/v1/checkout/sessions</c>.</summary>
internal sealed class SessionCalls(Books books, ExpireSession expire)
{
    private const string Path = "/v1/checkout/sessions";

    public Answer Get(StripeCall call, string id)
    {
        var expand = Expand(call.Parameters);
        if (call.Parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        return books.Change(() => expire.Find(id, call.Account.Id) is { } session
            ? Answer.Ok(Shown(session, expand))
            : Answer.Invalid(NoSession(id)));
    }

    public Answer List(StripeCall call)
    {
        var parameters = call.Parameters;
        var page = ListPage.Read(parameters);
        var created = CreatedRange.Read(parameters);
        var paymentIntent = parameters.Text("payment_intent");
        var status = parameters.Choice("status", "open", "complete", "expired");
        parameters.Allow("customer", "customer_details", "payment_link", "subscription", "expand");
        if (parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        return books.Change(() =>
        {
            expire.EndDue();
            var found = books.Sessions.NewestFirst.Where(session =>
                session.AccountId.Equals(call.Account.Id, StringComparison.Ordinal)
                && created.Holds(session.Created)
                && (paymentIntent is null || paymentIntent.Equals(session.PaymentIntentId, StringComparison.Ordinal))
                && (status is null || status.Equals(SessionJson.StatusName(session.Status), StringComparison.Ordinal)));
            return Answer.Ok(page.Of(Path, found, session => session.Id, session => session.ToJson()));
        });
    }

    public Answer LineItems(StripeCall call, string id)
    {
        var page = ListPage.Read(call.Parameters);
        call.Parameters.Allow("expand");
        if (call.Parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        return books.Change(() => expire.Find(id, call.Account.Id) is { } session
            ? Answer.Ok(page.Of($"{Path}/{id}/line_items", session.Terms.Lines, line => line.Id, line => line.ToJson()))
            : Answer.Invalid(NoSession(id)));
    }

    public Answer Expire(StripeCall call, string id)
    {
        var expand = Expand(call.Parameters);
        if (call.Parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        return books.Change(() =>
        {
            if (expire.Find(id, call.Account.Id) is not { } session)
            {
                return Answer.Invalid(NoSession(id));
            }

            if (session.Status is not SessionStatus.Open)
            {
                return Answer.Refused(StripeError.Bad(
                    $"Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `{SessionJson.StatusName(session.Status)}`."));
            }

            return Answer.Ok(Shown(expire.End(session, call.Origin), expand));
        });
    }

    private JsonObject Shown(CheckoutSession session, IReadOnlyList<string> expand)
    {
        var json = session.ToJson();
        if (expand.Contains("line_items", StringComparer.Ordinal))
        {
            var lines = session.Terms.Lines;
            json["line_items"] = JsonShapes.Page($"{Path}/{session.Id}/line_items", lines.Take(10).Select(line => line.ToJson()), lines.Count > 10);
        }

        if (expand.Any(path => path.StartsWith("payment_intent", StringComparison.Ordinal))
            && session.PaymentIntentId is { } id && books.Intents.Find(id) is { } intent)
        {
            var payment = intent.ToJson();
            if (expand.Contains("payment_intent.latest_charge", StringComparer.Ordinal))
            {
                payment["latest_charge"] = books.LatestCharge(intent)?.ToJson();
            }

            json["payment_intent"] = payment;
        }

        return json;
    }

    private static IReadOnlyList<string> Expand(Parameters parameters)
    {
        var expand = parameters.Texts("expand");
        var unknown = expand.FirstOrDefault(path => path is not
            ("line_items" or "payment_intent" or "payment_intent.latest_charge" or "customer" or "line_items.data.price.product"));
        if (unknown is not null)
        {
            parameters.Complain(StripeError.Bad($"This property cannot be expanded ({unknown})."));
        }

        return expand;
    }

    private static StripeError NoSession(string id) => StripeError.NotFound("checkout.session", id, "session");
}
