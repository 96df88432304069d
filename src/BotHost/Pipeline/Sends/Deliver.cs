using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Happenings;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>
/// Hands messages to a provider, in order: asks the channel's rules, lowers each message to what the channel can show, and sends its parts
/// one by one. Every accepted part is recorded before the next one leaves, so that a retry never repeats it.
/// </summary>
internal sealed class Deliver(
    SendJournal journal, DecideSend decide, Withhold withhold, SendAgain again, Lessons lessons, AccountHealth health, RefusedLater refused, PipelineOptions options,
    TenantDb tenants, TimeProvider clock)
{
    private static readonly TimeSpan UntilProbed = TimeSpan.FromMinutes(1);
    private static readonly Verdict Ended = new Forbidden("The channel is disconnected.", null);
    private static readonly ChannelTrouble Interrupted = new(Retry.Temporary, "Something came between two parts of the message.");

    public async Task<TimeSpan?> Send(ClaimedSends claim, ChannelAccount account, IProviderChannel channel, CancellationToken ct)
    {
        if (Rests(account) is { } until)
        {
            await journal.Postpone(claim, until, ct);
            return await journal.Release(claim, ct);
        }

        var lease = TimeSpan.FromSeconds(options.LeaseSeconds);
        await using (new Heartbeat(lease, beat => journal.Renew(claim, lease, beat), clock, ct))
        {
            if (!await All(claim, account, channel, ct))
            {
                await journal.Rest(claim, ct);
            }
        }

        return await journal.Release(claim, ct);
    }

    private DateTimeOffset? Rests(ChannelAccount account) => account switch
    {
        { SlowUntil: { } until } when until > clock.GetUtcNow() => until,
        { Paused: true, OnTrial: false } => clock.GetUtcNow() + UntilProbed,
        _ => null,
    };

    // False: the rest waits.
    private async Task<bool> All(ClaimedSends claim, ChannelAccount account, IProviderChannel channel, CancellationToken ct)
    {
        var trusted = !account.Paused;
        foreach (var send in claim.Sends)
        {
            var verdict = account.Disconnected ? Ended : await decide.Decide(claim, channel.Window, send, closed: false, ct);
            if (verdict is not Send allowed)
            {
                await withhold.Apply(claim, send, verdict, ct);
                continue;
            }

            if (!trusted && !await health.TakeTrial(account, ct))
            {
                await journal.Postpone(claim, clock.GetUtcNow() + UntilProbed, ct);
                return false;
            }

            trusted = true;
            if (!await journal.Begin(claim, send, ct))
            {
                return false;
            }

            FaultPoint.Hit("out.journaled");
            if (!await Attempt(new(claim, account, channel, send, allowed.Permit), ct))
            {
                return false;
            }
        }

        return true;
    }

    // False: what follows in this conversation waits.
    private async Task<bool> Attempt(Try one, CancellationToken ct)
    {
        try
        {
            var whole = await Parts(one, ct);
            FaultPoint.Hit("out.recorded");
            if (whole && one.Account.Paused)
            {
                await health.Resume(one.Account, ct);
            }

            return whole;
        }
        catch (ChannelTrouble trouble) when (trouble.Meaning is Meaning.WindowClosed && one.Permit is FreeFormPermit)
        {
            return await Outside(one, ct);
        }
        catch (ChannelTrouble trouble) when (trouble.Meaning is Meaning.FormRefused && !one.Send.InWords && one.Accepted == 0)
        {
            return await Attempt(one with { Send = one.Send with { InWords = true } }, ct);
        }
        catch (ChannelTrouble trouble)
        {
            var wait = again.After(one.Send.Class, one.Send.Attempts, trouble);
            await After(one, async db =>
            {
                var already = await journal.Failed(db, one.Claim, one.Send, trouble, wait, ct);
                await lessons.Learn(db, one.Account, one.Claim.Contact, trouble, ct);
                return already;
            }, ct);
            return wait is null;
        }
    }

    // False: it may not go on now.
    private async Task<bool> Parts(Try one, CancellationToken ct)
    {
        // A template says all of the message, whatever of it went out before.
        var whole = one.Permit is TemplatePermit;
        var (content, limits) = (one.Send.Content, one.Channel.Capabilities);
        var parts = whole ? [new Rendered(content.Text)] : one.Send.InWords ? Renderer.InWords(content, limits) : Renderer.Lower(content, limits);
        var first = whole ? 0 : one.Accepted;
        for (var n = first; n < parts.Count; n++)
        {
            if (n > first && !await journal.GoesOn(one.Claim, one.Send, ct))
            {
                await After(one, db => journal.Failed(db, one.Claim, one.Send, Interrupted, TimeSpan.Zero, ct), ct);
                return false;
            }

            var part = new OutboundPart(one.Account, one.Claim.ThreadKey, one.Send.Id, one.Accepted, parts[n], one.Permit)
            {
                Class = one.Send.Class,
                Language = one.Send.Content.Language,
                More = n < parts.Count - 1,
            };
            var accepted = await WorkPlaces.Aside(() => one.Channel.Send(part, ct));
            FaultPoint.Hit("out.sent");
            Numbered[] numbers = [.. parts.Take(n + 1).SelectMany(p => p.Numbers)];
            AcceptedPart taken = new(one.Accepted, accepted.ProviderId, numbers, Last: n == parts.Count - 1);
            if (await After(one, db => journal.Accepted(db, one.Claim, one.Send, taken, ct), ct))
            {
                return false;
            }

            one.Accepted++;
        }

        return true;
    }

    // A report may have been quicker than what we record and say that the message was refused: what follows from that is in the same transaction,
    // so that no crash between the two leaves it without its second way.
    private Task<bool> After(Try one, Func<TenantScope, Task<bool>> recorded, CancellationToken ct) => tenants.Run(one.Claim.Tenant, async db =>
    {
        var already = await recorded(db);
        if (already)
        {
            await refused.Before(db, one.Account, one.Send.Id, ct);
        }

        return already;
    }, ct);

    // Our clock said that the window was open, the provider says that it is not: the provider is right.
    private async Task<bool> Outside(Try one, CancellationToken ct)
    {
        await withhold.Closed(one.Claim, ct);
        var verdict = await decide.Decide(one.Claim, one.Channel.Window, one.Send, closed: true, ct);
        if (verdict is Send allowed)
        {
            return await Attempt(one with { Permit = allowed.Permit }, ct);
        }

        await withhold.Apply(one.Claim, one.Send, verdict, ct);
        return true;
    }

    private sealed record Try(ClaimedSends Claim, ChannelAccount Account, IProviderChannel Channel, DueSend Send, Permit Permit)
    {
        /// <summary>Parts that the provider has taken, in this attempt too.</summary>
        public int Accepted { get; set; } = Send.PartsAccepted;
    }
}

/// <param name="N">The part's place, from 0.</param>
/// <param name="Numbers">What typed numbers mean from now on.</param>
/// <param name="Last">The whole message has been taken.</param>
internal sealed record AcceptedPart(int N, string ProviderId, IReadOnlyList<Numbered> Numbers, bool Last);
