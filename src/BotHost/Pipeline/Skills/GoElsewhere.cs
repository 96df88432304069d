using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>News and payment links that nothing can push on KakaoTalk go to another chat of the same person, where there is one that takes them.</summary>
internal sealed class GoElsewhere(ClaimSends claims, DecideSend decide, Withhold withhold, SendJournal journal, ChannelKinds channels)
{
    private WindowRules Rules => ((IProviderChannel)channels.Of(KakaoChannel.Name)).Window;

    public async Task Move(TenantId tenant, Standing now, CancellationToken ct)
    {
        // A request that is just being answered has them in hand.
        if (await claims.Take(tenant, now.Id, answering: true, ct) is not { } claim)
        {
            return;
        }

        foreach (var send in claim.Sends.Where(s => s.Class is MessageClass.Notice or MessageClass.PaymentLink))
        {
            if (await decide.Decide(claim, Rules, send, closed: false, ct) is OtherChannel other)
            {
                await withhold.Apply(claim, send, other, ct);
            }
        }

        // What stays is due as it was.
        await journal.Postpone(claim, DateTimeOffset.UnixEpoch, ct);
        await journal.Release(claim, ct);
    }
}
