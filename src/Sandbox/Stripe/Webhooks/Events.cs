using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Webhooks;

/// <summary>Writes events down and hands them to their endpoints. Called inside <see cref="Books.Change{T}"/>.</summary>
internal sealed class Events(Books books, Deliveries deliveries, TimeProvider clock)
{
    /// <param name="account">Whose event it is.</param>
    /// <param name="type">Such as <c>charge.refunded</c>.</param>
    /// <param name="subject">The object as it is now.</param>
    /// <param name="lane">Events of one lane arrive in the order they happened: the session's id.</param>
    /// <param name="origin">The API call behind it.</param>
    public StripeEvent Publish(Account account, string type, JsonObject subject, string lane, Origin origin)
    {
        var endpoints = Listening(account, type);
        var id = Ids.New("evt_");
        var body = new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["api_version"] = StripeEvent.ApiVersion,
            ["created"] = clock.GetUtcNow().ToUnixTimeSeconds(),
            ["data"] = new JsonObject { ["object"] = subject },
            ["livemode"] = account.Livemode,
            ["pending_webhooks"] = endpoints.Count,
            ["request"] = new JsonObject { ["id"] = origin.RequestId, ["idempotency_key"] = origin.IdempotencyKey },
            ["type"] = type,
        };
        if (account.Platform is not null)
        {
            body["account"] = account.Id;
        }

        return Keep(account, body, lane, SignatureKind.Right);
    }

    /// <summary>Delivers an event that was written by hand, with a genuine signature unless told otherwise.</summary>
    public StripeEvent Keep(Account account, JsonObject body, string lane, SignatureKind signature)
    {
        var type = body["type"]!.GetValue<string>();
        var endpoints = Listening(account, type);
        var happened = new StripeEvent
        {
            Id = body["id"]!.GetValue<string>(),
            AccountId = account.Id,
            Type = type,
            Created = clock.GetUtcNow(),
            Body = JsonShapes.Text(body),
            PendingWebhooks = endpoints.Count,
        };
        books.Events.Put(happened);
        deliveries.Queue(happened, endpoints, lane, signature);
        return happened;
    }

    /// <summary>Delivers an event once more, as the resend button of Stripe's dashboard does.</summary>
    public void Resend(Account account, StripeEvent happened) =>
        deliveries.Queue(happened, Listening(account, happened.Type), "resend " + Ids.New("", 8));

    private List<WebhookEndpoint> Listening(Account account, string type)
    {
        var endpoints = books.Endpoints.OldestFirst.Where(endpoint => endpoint.Connect
            ? endpoint.AccountId.Equals(account.Platform, StringComparison.Ordinal)
            : endpoint.AccountId.Equals(account.Id, StringComparison.Ordinal));
        if (account.OwnEndpoint is { } own)
        {
            endpoints = endpoints.Prepend(own);
        }

        return [.. endpoints.Where(endpoint => endpoint.Hears(type))];
    }
}
