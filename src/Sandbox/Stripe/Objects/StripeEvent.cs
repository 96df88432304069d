using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>An event. <see cref="Body"/> is the JSON that is delivered, kept as text so that every copy is the same bytes.</summary>
internal sealed record StripeEvent
{
    public const string ApiVersion = "2026-07-29.dahlia";

    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string Body { get; init; }

    /// <summary>Endpoints that have not acknowledged it yet.</summary>
    public int PendingWebhooks { get; init; }

    public JsonObject ToJson()
    {
        var json = JsonNode.Parse(Body)!.AsObject();
        json["pending_webhooks"] = PendingWebhooks;
        return json;
    }
}

/// <summary>The API call that caused an event; empty when a person on the hosted page or the clock did.</summary>
internal sealed record Origin(string? RequestId, string? IdempotencyKey)
{
    public static readonly Origin None = new(null, null);
}
