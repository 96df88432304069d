using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>
/// Hands messages to a provider, in order: lowers each to what the channel can show and sends its parts one by one. Every accepted part is
/// recorded before the next one leaves, so that a retry never repeats it.
/// </summary>
internal sealed class Deliver(SendJournal journal, PipelineOptions options)
{
    public async Task<TimeSpan?> Send(ClaimedSends claim, ChannelAccount account, IProviderChannel channel, CancellationToken ct)
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
    private async Task<bool> Attempt(ClaimedSends claim, ChannelAccount account, IProviderChannel channel, DueSend send, CancellationToken ct)
    {
        try
        {
            var parts = Renderer.Lower(send.Content, channel.Capabilities);
            for (var n = send.PartsAccepted; n < parts.Count; n++)
            {
                var accepted = await channel.Send(Part(claim, account, send, n, parts[n]), ct);
                FaultPoint.Hit("out.sent");
                await journal.Accepted(claim, send, new(n, accepted.ProviderId, parts[n].Numbers, Last: n == parts.Count - 1), ct);
            }

            FaultPoint.Hit("out.recorded");
            return true;
        }
        catch (ChannelTrouble trouble)
        {
            await journal.Failed(claim, send, trouble, Again(send, trouble), ct);
            return trouble.Retry != Retry.Temporary;
        }
    }

    private static OutboundPart Part(ClaimedSends claim, ChannelAccount account, DueSend send, int n, Rendered content) =>
        new(account, claim.ThreadKey, send.Id, n, content, Permit.FreeForm) { Class = send.Class, Language = send.Content.Language };

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
}

/// <param name="N">The part's place, from 0.</param>
/// <param name="Numbers">What typed numbers mean from now on.</param>
/// <param name="Last">The whole message has been taken.</param>
internal sealed record AcceptedPart(int N, string ProviderId, IReadOnlyList<Numbered> Numbers, bool Last);
