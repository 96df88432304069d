using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels.Kakao;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>
/// Waits inside a skill request for the answer to it, for as long as Kakao leaves. Whatever happens the person gets an answer in time: the real
/// one, the promise of a callback, or a button that fetches it.
/// </summary>
internal sealed class AwaitAnswer(Standings standings, TakeAnswer take, SkillCallbacks callbacks, Signals signals, KakaoOptions options, TimeProvider clock)
{
    public async Task<SkillReply> For(Asked asked, CancellationToken hungUp)
    {
        using var rendezvous = new Rendezvous(signals, asked.Conversation);
        using var late = new CancellationTokenSource(Left(asked), clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(late.Token, hungUp);
        while (!hungUp.IsCancellationRequested)
        {
            var isLate = late.IsCancellationRequested;
            var now = await standings.Find(asked.Account.Tenant, asked.Conversation, asked.Seq, CancellationToken.None)
                ?? throw new InvalidOperationException("The conversation vanished while its answer was waited for.");
            if (await Answer(asked, now, isLate) is { } reply)
            {
                return reply;
            }

            await rendezvous.Wait(patience.Token);
        }

        return SkillReply.Nobody;
    }

    private TimeSpan Left(Asked asked)
    {
        var left = asked.Skill.At.AddMilliseconds(options.AnswerWithinMilliseconds) - clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    // Null: it is worth to wait on. Who asks for a result gets what there is, even while more is thought about.
    private async Task<SkillReply?> Answer(Asked asked, Standing now, bool late)
    {
        if (now.Thinking && !late && !(asked.Skill.Resumes && now.Waiting))
        {
            return null;
        }

        if (now.Thinking && late && await callbacks.Open(asked, CancellationToken.None))
        {
            return new(200, SkillPage.Later(now.Language));
        }

        if (now.Waiting && await take.Take(asked.Account, now, CancellationToken.None) is { } taken)
        {
            return new(200, taken.Body) { Taken = taken };
        }

        return now.Waiting && !late ? null : new(200, OurWords(asked, now));
    }

    private static byte[] OurWords(Asked asked, Standing now) => now switch
    {
        { Thinking: true } or { Waiting: true } => SkillPage.Say(asked.Account, now.Language, t => t.StillLooking, showResult: true),
        { Suppressed: true } => SkillPage.Say(asked.Account, now.Language, t => t.Stopped, showResult: false),
        { WithPeople: true } => SkillPage.SayHandedOff(asked.Account, now.Language),

        // The other of two requests at once has said it.
        _ when !asked.Skill.Resumes => SkillPage.Say(asked.Account, now.Language, t => t.Answered, showResult: false),
        _ => SkillPage.Say(asked.Account, now.Language, t => t.NothingNew, showResult: false),
    };
}

/// <summary>What a skill request is answered.</summary>
internal sealed record SkillReply(int Status, byte[] Body)
{
    /// <summary>The person has gone before there was an answer.</summary>
    public static SkillReply Nobody { get; } = new(StatusCodes.Status499ClientClosedRequest, []);

    /// <summary>The messages in it, to be settled once it is written.</summary>
    public TakenAnswer? Taken { get; init; }

    public static SkillReply Refused(int status) => new(status, []);
}
