using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>Keeps the promise of a callback: posts the answer when it is there, or the button for it before the address dies.</summary>
internal sealed class UseCallback(SkillCallbacks callbacks, TakeAnswer take, KakaoApi api, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);
    private static readonly ChannelTrouble UsedAlready = new(Retry.Temporary, "The callback was used by another node.");

    /// <summary>Returns when to look again, or null when the callback is done with.</summary>
    public async Task<DateTimeOffset?> For(ChannelAccount account, Standing now, SkillCallback callback, CancellationToken ct)
    {
        var time = clock.GetUtcNow();
        if ((now.Thinking || !now.Waiting) && time < callback.LateAt)
        {
            return callback.LateAt;
        }

        var answer = now.Waiting ? await take.Take(account, now, ct) : null;
        if (answer is null && time < callback.LateAt)
        {
            return time + Soon;
        }

        var body = answer?.Body ?? (now.Thinking ? SkillPage.Say(account, now.Language, t => t.StillLooking, showResult: true) : null);
        if (body is null)
        {
            await callbacks.End(account.Tenant, callback, "lapsed", ct);
            return null;
        }

        await Post(account, callback, new(answer, body), ct);
        return null;
    }

    private async Task Post(ChannelAccount account, SkillCallback callback, Word word, CancellationToken ct)
    {
        if (!await callbacks.End(account.Tenant, callback, "used", ct))
        {
            await Return(word, UsedAlready, ct);
            return;
        }

        try
        {
            await api.Callback(callback.Url, word.Body, ct);
        }
        catch (ChannelTrouble trouble)
        {
            await Return(word, trouble, ct);
            return;
        }

        await (word.Answer is null ? Task.CompletedTask : take.Shown(word.Answer, ct));
    }

    private Task Return(Word word, ChannelTrouble trouble, CancellationToken ct) => word.Answer is null ? Task.CompletedTask : take.NotShown(word.Answer, trouble, ct);

    private sealed record Word(TakenAnswer? Answer, byte[] Body);
}
