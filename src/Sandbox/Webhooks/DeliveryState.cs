namespace ChatCommerce.Sandbox.Webhooks;

internal enum DeliveryState
{
    Waiting,
    Sending,

    /// <summary>Kept back by a reorder or hold fault.</summary>
    Held,
    Delivered,

    /// <summary>Every retry is used up.</summary>
    Failed,

    /// <summary>A drop fault swallowed it.</summary>
    Dropped,
}

internal enum SignatureKind
{
    Right,

    /// <summary>Signed with another secret.</summary>
    Wrong,

    /// <summary>Signed an hour ago.</summary>
    Stale,
    Missing,
}

/// <summary>One try. Status is null when no answer came.</summary>
internal sealed record Attempt(DateTimeOffset At, int? Status, string? Error, double Milliseconds);
