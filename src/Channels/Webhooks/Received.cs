using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Webhooks;

/// <summary>One event of a webhook call and the account it is for: a provider may put several accounts into one call.</summary>
/// <param name="ExternalId">The account's id at the provider.</param>
public sealed record Received(string ExternalId, InboundEvent Event)
{
    /// <summary>Said to the shop while another application answers (standby): kept for staff, not answered by us.</summary>
    public bool OnStandby { get; init; }

    /// <summary>What kept us from reading this item; the event says no more than that it was there.</summary>
    public Exception? Failure { get; init; }

    /// <summary>An item that our reading broke on: it must not keep the others of its call out.</summary>
    public static Received Broken(string externalId, DateTimeOffset receivedAt, Exception failure) =>
        new(externalId, new("", "", new([]), receivedAt, new AccountNews("unread item", null))) { Failure = failure };
}
