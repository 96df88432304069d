using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>A part of a message of ours that the provider has shown to have taken.</summary>
/// <param name="Last">With it the message is whole.</param>
internal sealed record SeenPart(OutboxId Outbox, int N, string ProviderId, bool Last)
{
    /// <summary>Null when the mark is none of ours.</summary>
    public static SeenPart? Of(string? mark, string providerId) =>
        SendMark.TryParse(mark, out var ours) ? new(ours.Outbox, ours.Part, providerId, Last: !ours.More) : null;
}
