using System.Text.Json.Serialization;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Webhooks;

/// <summary>One copy of one event on its way to one endpoint.</summary>
internal sealed record Delivery
{
    public required string Id { get; init; }

    public required string EventId { get; init; }

    public required string Type { get; init; }

    public required string AccountId { get; init; }

    public required string EndpointId { get; init; }

    public required string Url { get; init; }

    public required string Secret { get; init; }

    public required string Body { get; init; }

    /// <summary>First attempts in one lane go out one after the other, so that order is only disturbed on purpose.</summary>
    public required string Lane { get; init; }

    public int Copy { get; init; } = 1;

    public SignatureKind Signature { get; init; }

    public DeliveryState State { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The reorder or hold fault that keeps it.</summary>
    public string? HeldBy { get; init; }

    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    [JsonIgnore]
    public bool IsOpen => State is DeliveryState.Waiting or DeliveryState.Sending or DeliveryState.Held;
}
