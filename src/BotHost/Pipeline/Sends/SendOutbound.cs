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
    ChannelKinds channels, ChannelAccounts accounts, SendJournal journal, PipelineOptions options, Signals signals, TimeProvider clock)
{
    /// <summary>Sends what was claimed; returns when to come back, or null.</summary>
    public async Task<TimeSpan?> Send(ClaimedSends claim, CancellationToken ct)
    {
        var account = await accounts.Get(claim.Tenant, claim.Account, ct);
        var channel = channels.Of(account.Kind);
        var next = channel is IStoredChannel
            ? await Store(claim, account, channel, ct)
            : await Deliver(claim, account, channel, ct);
        signals.Send(SignalKind.Inbox, claim.Tenant, claim.Conversation);
        return next;
    }

    // Our own web chat: the send is the storing, so acceptance and activity are one transaction and nothing can be ambiguous.
    private async Task<TimeSpan?> Store(ClaimedSends claim, ChannelAccount account, IChannel channel, CancellationToken ct)
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

    private async Task<TimeSpan?> Deliver(ClaimedSends claim, ChannelAccount account, IChannel channel, CancellationToken ct)
    {
        foreach (var send in claim.Sends)
        {
            if (!await journal.Begin(claim, send, ct))
            {
                break;
            }

            FaultPoint.Hit("out.journaled");
            if (!await Attempt(claim, account, channel, send, ct))
            {
                break;
            }
        }

        return await journal.Release(claim, ct);
    }

    // False: what follows in this conversation waits.
    private async Task<bool> Attempt(ClaimedSends claim, ChannelAccount account, IChannel channel, DueSend send, CancellationToken ct)
    {
        try
        {
            var accepted = await channel.Send(Outbound(claim, account, send), ct);
            FaultPoint.Hit("out.sent");
            await journal.Accepted(claim, send, accepted, ct);
            FaultPoint.Hit("out.recorded");
            return true;
        }
        catch (ChannelTrouble trouble)
        {
            await journal.Failed(claim, send, trouble, Again(send, trouble), ct);
            return trouble.Retry != Retry.Temporary;
        }
    }

    private TimeSpan? Again(DueSend send, ChannelTrouble trouble)
    {
        var backOff = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(send.Attempts, 8)));
        return trouble.Retry switch
        {
            Retry.Permanent => null,
            Retry.Temporary when send.Attempts + 1 < options.SendAttempts => trouble.After ?? backOff,
            Retry.Ambiguous when MayRepeat(send) => trouble.After ?? backOff,
            Retry.Temporary or Retry.Ambiguous => null,
            _ => throw new InvalidOperationException($"Unknown retry {trouble.Retry}."),
        };
    }

    // A second copy of a receipt or a link does no harm; a second copy of a chat reply reads like a broken bot.
    private static bool MayRepeat(DueSend send) =>
        send.Attempts < 1 && send.Class is (MessageClass.Notice or MessageClass.PaymentLink or MessageClass.Confirmation);

    private Outbound Outbound(ClaimedSends claim, ChannelAccount account, DueSend send) =>
        new(account, claim.ThreadKey, send.Id, send.Content, send.Class) { StaffName = send.StaffName, At = clock.GetUtcNow() };
}
