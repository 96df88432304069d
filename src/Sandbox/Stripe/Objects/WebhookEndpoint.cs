using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

internal sealed record WebhookEndpoint
{
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required string Url { get; init; }

    public required string Secret { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool Livemode { get; init; }

    /// <summary>Whether it hears the events of connected accounts instead of its own.</summary>
    public bool Connect { get; init; }

    public IReadOnlyList<string> EnabledEvents { get; init; } = ["*"];

    public string? Description { get; init; }

    public string? ApiVersion { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool Hears(string type) =>
        EnabledEvents.Any(enabled => enabled is "*" || enabled.Equals(type, StringComparison.Ordinal));

    /// <summary>The secret is shown once, in the answer that creates the endpoint.</summary>
    public JsonObject ToJson(bool withSecret = false)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["object"] = "webhook_endpoint",
            ["api_version"] = ApiVersion,
            ["application"] = null,
            ["created"] = Created.ToUnixTimeSeconds(),
            ["description"] = Description,
            ["enabled_events"] = JsonShapes.List(EnabledEvents),
            ["livemode"] = Livemode,
            ["metadata"] = JsonShapes.Map(Metadata),
            ["status"] = "enabled",
            ["url"] = Url,
        };
        if (withSecret)
        {
            json["secret"] = Secret;
        }

        return json;
    }
}
