using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>
/// Fills a skill response with the messages that wait, under the lease of the conversation's send lane. As with every send the attempt is
/// journaled before its bytes leave and its parts are accepted after. An answer that nobody saw goes back: showing it again on the
/// next request repeats words, never an act, while losing it would make the customer ask, and buy, twice.
/// </summary>
internal sealed class TakeAnswer(ClaimSends claims, SendJournal journal, Withhold withhold, ChannelKinds channels, Signals signals)
{
    private static readonly Rendered Nothing = new("…");

    /// <summary>Null: there is nothing, or another request has it in hand.</summary>
    public async Task<TakenAnswer?> Take(ChannelAccount account, Standing now, CancellationToken ct)
    {
        if (await claims.Take(account.Tenant, now.Id, answering: true, ct) is not { } waiting)
        {
            return null;
        }

        var claim = await withhold.Unwanted(waiting, ct);
        var page = new SkillPage(account, now.Language);
        List<TakenSend> taken = [];
        foreach (var send in claim.Sends)
        {
            if (await Add(claim, send, page, ct) is not { } added)
            {
                break;
            }

            taken.Add(added);
            if (!added.Whole)
            {
                break;
            }
        }

        // With the bot's own words that hand the customer over, not with what people write then.
        if (now.WithPeople && taken.Exists(t => t.Send.Class is MessageClass.Reply))
        {
            page.OfferOperator();
        }

        FaultPoint.Hit("out.journaled");
        var more = now.Thinking || taken.Count < claim.Sends.Count || taken is [.., { Whole: false }];
        if (taken.Count > 0)
        {
            return new(claim, taken, page.Bytes(more));
        }

        await Release(claim, ct);
        return null;
    }

    /// <summary>The answer has been written: its parts are accepted.</summary>
    public async Task Shown(TakenAnswer answer, CancellationToken ct)
    {
        FaultPoint.Hit("out.sent");
        foreach (var (send, parts, whole) in answer.Sends)
        {
            foreach (var part in parts)
            {
                await journal.Accepted(answer.Claim, send, part with { Last = whole && part == parts[^1] }, ct);
            }

            if (!whole)
            {
                await journal.Failed(answer.Claim, send, new(Retry.Temporary, "The rest is shown when the customer asks for it."), TimeSpan.Zero, ct);
            }
        }

        FaultPoint.Hit("out.recorded");
        await Release(answer.Claim, ct);
    }

    /// <summary>The answer did not arrive, or nobody knows: it waits for the next request. What may have been seen waits so only once.</summary>
    public async Task NotShown(TakenAnswer answer, ChannelTrouble trouble, CancellationToken ct)
    {
        foreach (var (send, _, _) in answer.Sends)
        {
            TimeSpan? again = trouble.Retry is Retry.Ambiguous && send.Attempts > 0 ? null : TimeSpan.Zero;
            await journal.Failed(answer.Claim, send, trouble, again, ct);
        }

        await Release(answer.Claim, ct);
    }

    private async Task<TakenSend?> Add(ClaimedSends claim, DueSend send, SkillPage page, CancellationToken ct)
    {
        var all = Renderer.Lower(send.Content, channels.Of(KakaoChannel.Name).Capabilities) is { Count: > 0 } lowered ? lowered : [Nothing];
        var from = Math.Min(send.PartsAccepted, all.Count - 1);
        if (!page.Fits(all[from]) || !await journal.Begin(claim, send, ct))
        {
            return null;
        }

        foreach (var before in all.Take(from))
        {
            page.Recall(before);
        }

        List<AcceptedPart> shown = [];
        for (var n = from; n < all.Count && page.TryAdd(all[n], Mark(send, n)); n++)
        {
            shown.Add(new(n, Mark(send, n), page.Numbers, Last: false));
        }

        return new(send, shown, Whole: from + shown.Count == all.Count);
    }

    private async Task Release(ClaimedSends claim, CancellationToken ct)
    {
        await journal.Release(claim, ct);
        signals.Send(SignalKind.Inbox, claim.Tenant, claim.Conversation);
    }

    private static string Mark(DueSend send, int part) => new SendMark(send.Id, part).ToString();
}

/// <summary>Messages in hand whose attempt has begun, and the response that shows them.</summary>
internal sealed record TakenAnswer(ClaimedSends Claim, IReadOnlyList<TakenSend> Sends, byte[] Body);

/// <param name="Whole">With these parts all of the message has been shown.</param>
internal sealed record TakenSend(DueSend Send, IReadOnlyList<AcceptedPart> Parts, bool Whole);
