using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Webhooks;

/// <summary>How a call is to go out.</summary>
internal sealed record PostWish
{
    /// <summary>First tries of one lane go out one after the other.</summary>
    public required string Lane { get; init; }

    public SignatureKind Signature { get; init; }

    public TimeSpan After { get; init; }

    /// <summary>The customer's message that it reports.</summary>
    public string? MessageId { get; init; }

    /// <summary>Whether the provider wants to hear what the shop answered.</summary>
    public bool TellsProvider { get; init; }
}

/// <summary>One copy of one call on its way to the shop.</summary>
internal sealed record Post
{
    public required string Id { get; init; }

    /// <summary>The same for all copies.</summary>
    public required string CallId { get; init; }

    public required PhoneChat Chat { get; init; }

    public required ProviderCall Call { get; init; }

    public required PostWish Wish { get; init; }

    public required string Lane { get; init; }

    public int Copy { get; init; } = 1;

    public DeliveryState State { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The reorder or hold fault that keeps it.</summary>
    public string? HeldBy { get; init; }

    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    public bool IsOpen => State is DeliveryState.Waiting or DeliveryState.Sending or DeliveryState.Held;

    /// <summary>A retry must not hold up what happened since, so it has a lane of its own.</summary>
    public string LaneNow => Attempts.Count == 0 ? Lane : Id;
}
