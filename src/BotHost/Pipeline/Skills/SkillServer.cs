using System.Diagnostics.Metrics;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Happenings;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Webhooks;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>
/// KakaoTalk's skill request: verified, stored and committed like every webhook, and then answered in the same request, since the response is
/// the message.
/// </summary>
internal sealed class SkillServer(
    ChannelAccounts accounts, ChannelKinds channels, StoreSkill store, AwaitAnswer wait, TakeAnswer take, KeepUnreadable keep, IMeterFactory meters)
{
    private static readonly ChannelTrouble HungUp = new(Retry.Temporary, "KakaoTalk had hung up before the answer was written.");
    private static readonly ChannelTrouble HungUpMeanwhile = new(Retry.Ambiguous, "KakaoTalk hung up while the answer was written.");
    private readonly Counter<long> refused = meters.Create("ChatCommerce.Webhooks").CreateCounter<long>("chatcommerce.webhooks.refused");

    /// <param name="hungUp">Ends the waiting; what was said is stored all the same.</param>
    public async Task<SkillReply> Answer(string token, WebhookRequest request, CancellationToken hungUp)
    {
        var channel = (KakaoChannel)channels.Of(KakaoChannel.Name);
        if (await accounts.FindByWebhook(KakaoChannel.Name, token, CancellationToken.None) is not { } account)
        {
            return Refuse(StatusCodes.Status404NotFound);
        }

        if (!channel.IsGenuine(request, account))
        {
            return Refuse(StatusCodes.Status401Unauthorized);
        }

        try
        {
            var skill = KakaoChannel.Open(request);
            return skill.BotId == account.ExternalId ? await Answer(account, skill, request.Body, hungUp) : Refuse(StatusCodes.Status404NotFound);
        }
        catch (UnreadableWebhook problem)
        {
            await keep.Keep(account, request.Body, problem.Message, CancellationToken.None);
            return new(StatusCodes.Status200OK, SkillPage.Say(account, "ko", t => t.Unreadable, showResult: false));
        }
    }

    /// <summary>After the response was written, or not.</summary>
    public Task Settle(TakenAnswer answer, Writing outcome) => outcome switch
    {
        Writing.Done => take.Shown(answer, CancellationToken.None),
        Writing.NotBegun => take.NotShown(answer, HungUp, CancellationToken.None),
        Writing.Broken => take.NotShown(answer, HungUpMeanwhile, CancellationToken.None),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private async Task<SkillReply> Answer(ChannelAccount account, SkillRequest skill, byte[] raw, CancellationToken hungUp) =>
        await store.Store(account, skill, raw, CancellationToken.None) is { } asked
            ? await wait.For(asked, hungUp)
            : new(StatusCodes.Status200OK, SkillPage.Say(account, skill.Sender.Language ?? "ko", t => t.NothingNew, showResult: false));

    private SkillReply Refuse(int status)
    {
        refused.Add(1, new("channel", KakaoChannel.Name), new("status", status));
        return SkillReply.Refused(status);
    }
}

/// <summary>How far a response got.</summary>
internal enum Writing
{
    NotBegun,
    Broken,

    /// <summary>Handed to the network with the connection still there: as much as can be known, since Kakao sends no receipt.</summary>
    Done,
}
