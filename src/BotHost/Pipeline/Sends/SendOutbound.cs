using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>
/// The last step of a message's way. Each attempt is journaled before its bytes leave, in a statement that checks once more who speaks
/// and whether the person said stop; its outcome is written after.
/// </summary>
internal sealed class SendOutbound(
    ChannelKinds channels, ChannelAccounts accounts, SendJournal journal, Deliver deliver, Withhold withhold, Signals signals, TimeProvider clock)
{
    /// <summary>Sends what was claimed; returns when to come back, or null.</summary>
    public async Task<TimeSpan?> Send(ClaimedSends claim, CancellationToken ct)
    {
        var account = await accounts.Get(claim.Tenant, claim.Account, ct);
        var channel = channels.Of(account.Kind);
        var next = channel switch
        {
            IStoredChannel stored => await Store(await withhold.Unwanted(claim, ct), account, stored, ct),
            IProviderChannel provider => await deliver.Send(claim, account, provider, ct),
            _ => throw new InvalidOperationException($"Channel '{channel.Kind}' cannot send."),
        };
        signals.Send(SignalKind.Inbox, claim.Tenant, claim.Conversation);
        return next;
    }

    /// <summary>What a message of the bot's reads like where sending is storing; null where a provider must be called.</summary>
    public async Task<string?> Activity(TenantId tenant, ChannelAccountId from, string threadKey, BotSays said, CancellationToken ct)
    {
        var account = await accounts.Get(tenant, from, ct);
        return channels.Of(account.Kind) is IStoredChannel stored
            ? ActivityOf(await stored.Send(new(account, threadKey, said.Id, said.Message, said.Class) { At = clock.GetUtcNow() }, ct))
            : null;
    }

    internal static string ActivityOf(Accepted accepted) => accepted.Activity ?? throw new InvalidOperationException("A stored channel gave no activity.");

    // Our own web chat: the send is the storing, so acceptance and activity are one transaction and nothing can be ambiguous.
    private async Task<TimeSpan?> Store(ClaimedSends claim, ChannelAccount account, IStoredChannel channel, CancellationToken ct)
    {
        List<(DueSend, Accepted)> accepted = [];
        foreach (var send in claim.Sends)
        {
            accepted.Add((send, await channel.Send(Outbound(claim, account, send), ct)));
        }

        FaultPoint.Hit("out.sent");
        var next = await journal.Stored(claim, accepted, ct);
        FaultPoint.Hit("out.recorded");
        signals.Send(SignalKind.Activity, claim.Tenant, claim.Conversation);
        return next;
    }

    private Outbound Outbound(ClaimedSends claim, ChannelAccount account, DueSend send) =>
        new(account, claim.ThreadKey, send.Id, send.Content, send.Class) { StaffName = send.StaffName, At = clock.GetUtcNow() };
}

/// <summary>A message of the bot's on its way into the outbox.</summary>
internal sealed record BotSays(OutboxId Id, RichMessage Message, MessageClass Class);
