using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary>Sends an event that is signed as it should be and says something else than the truth.</summary>
internal sealed class Tamper(Books books, Events events, TimeProvider clock)
{
    public StripeEvent? Send(TamperRequest wanted) => books.Change(() =>
    {
        if (books.Sessions.Find(wanted.Session) is not { } session)
        {
            return null;
        }

        var account = books.Accounts.Find(session.AccountId)!;
        var subject = Subject(session, wanted.Type);
        if (wanted.Livemode is { } live)
        {
            subject["livemode"] = live;
        }

        if (wanted.Overrides is { } overrides)
        {
            Lay(overrides, subject);
        }

        return events.Keep(account, Event(wanted, account, subject), session.Id, wanted.SignatureKind);
    });

    private JsonObject Event(TamperRequest wanted, Account account, JsonObject subject)
    {
        var body = new JsonObject
        {
            ["id"] = Ids.New("evt_"),
            ["object"] = "event",
            ["api_version"] = wanted.ApiVersion ?? StripeEvent.ApiVersion,
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["data"] = new JsonObject { ["object"] = subject },
            ["livemode"] = wanted.Livemode ?? account.Livemode,
            ["pending_webhooks"] = 1,
            ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
            ["type"] = wanted.Type,
        };
        var named = wanted.Account ?? (account.Platform is null ? "" : account.Id);
        if (named.Length > 0)
        {
            body["account"] = named;
        }

        return body;
    }

    private JsonObject Subject(CheckoutSession session, string type)
    {
        var intent = session.PaymentIntentId is { } id ? books.Intents.Find(id) : null;
        return type.Split('.')[0] switch
        {
            "checkout" => Session(session, type),
            "payment_intent" when intent is not null => intent.ToJson(),
            "charge" when intent is not null && books.LatestCharge(intent) is { } charge => charge.ToJson(),
            "refund" when intent is not null && RefundOf(intent) is { } refund => refund.ToJson(),
            _ => [],
        };
    }

    /// <summary>A completed event shows a paid session, whether it is or not.</summary>
    private static JsonObject Session(CheckoutSession session, string type)
    {
        if (type is not ("checkout.session.completed" or "checkout.session.async_payment_succeeded"))
        {
            return session.ToJson();
        }

        return (session with
        {
            Status = SessionStatus.Complete,
            Paid = true,
            PaymentIntentId = session.PaymentIntentId ?? Ids.New("pi_3"),
        }).ToJson();
    }

    private Refund? RefundOf(PaymentIntent intent) =>
        books.Refunds.NewestFirst.FirstOrDefault(refund => refund.PaymentIntentId.Equals(intent.Id, StringComparison.Ordinal));

    private static void Lay(JsonObject over, JsonObject under)
    {
        foreach (var (name, value) in over)
        {
            if (value is JsonObject inner && under[name] is JsonObject below)
            {
                Lay(inner, below);
            }
            else
            {
                under[name] = value?.DeepClone();
            }
        }
    }
}
