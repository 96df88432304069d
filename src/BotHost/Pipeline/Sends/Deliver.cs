using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>
/// Hands messages to a provider, in order: asks the channel's rules, lowers each message to what the channel can show, and sends its parts
/// one by one. Every accepted part is recorded before the next one leaves, so that a retry never repeats it.
/// </summary>
internal sealed class Deliver(
    SendJournal journal, DecideSend decide, Withhold withhold, SendAgain again, AccountHealth health, Contacts contacts, TenantDb tenants, TimeProvider clock)
{
    private static readonly TimeSpan UntilProbed = TimeSpan.FromMinutes(1);
    private static readonly Verdict Ended = new Forbidden("The channel is disconnected.", null);

    public async Task<TimeSpan?> Send(ClaimedSends claim, ChannelAccount account, IProviderChannel channel, CancellationToken ct)
    {
        if (Rests(account) is { } until)
        {
            await journal.Postpone(claim, until, ct);
        }
        else
        {
            await All(claim, account, channel, ct);
        }

        return await journal.Release(claim, ct);
    }

    private DateTimeOffset? Rests(ChannelAccount account) => account switch
    {
        { SlowUntil: { } until } when until > clock.GetUtcNow() => until,
        { Paused: true, OnTrial: false } => clock.GetUtcNow() + UntilProbed,
        _ => null,
    };

    private async Task All(ClaimedSends claim, ChannelAccount account, IProviderChannel channel, CancellationToken ct)
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
                break;
            }

            trusted = true;
            if (!await journal.Begin(claim, send, ct))
            {
                break;
            }

            FaultPoint.Hit("out.journaled");
            if (!await Attempt(new(claim, account, channel, send, allowed.Permit), ct))
            {
                break;
            }
        }
    }

    // False: what follows in this conversation waits.
    private async Task<bool> Attempt(Try one, CancellationToken ct)
    {
        try
        {
            await Parts(one, ct);
            FaultPoint.Hit("out.recorded");
            if (one.Account.Paused)
            {
                await health.Resume(one.Account, ct);
            }

            return true;
        }
        catch (ChannelTrouble trouble) when (trouble.Meaning is Meaning.WindowClosed && one.Permit is FreeFormPermit)
        {
            return await Outside(one, ct);
        }
        catch (ChannelTrouble trouble)
        {
            await Learn(one, trouble, ct);
            var wait = again.After(one.Send, trouble);
            await journal.Failed(one.Claim, one.Send, trouble, wait, ct);
            return wait is null;
        }
    }

    private async Task Parts(Try one, CancellationToken ct)
    {
        var parts = one.Permit is TemplatePermit ? [new Rendered(one.Send.Content.Text)] : Renderer.Lower(one.Send.Content, one.Channel.Capabilities);
        for (var n = one.Send.PartsAccepted; n < parts.Count; n++)
        {
            var part = new OutboundPart(one.Account, one.Claim.ThreadKey, one.Send.Id, n, parts[n], one.Permit)
            {
                Class = one.Send.Class,
                Language = one.Send.Content.Language,
            };
            var accepted = await one.Channel.Send(part, ct);
            FaultPoint.Hit("out.sent");
            await journal.Accepted(one.Claim, one.Send, new(n, accepted.ProviderId, [.. parts.Take(n + 1).SelectMany(p => p.Numbers)], Last: n == parts.Count - 1), ct);
        }
    }

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

    private Task Learn(Try one, ChannelTrouble trouble, CancellationToken ct) => trouble.Meaning switch
    {
        Meaning.CredentialsRefused or Meaning.NeedsPerson => health.Pause(one.Account, trouble, ct),
        Meaning.OptedOut => contacts.Suppress(tenants.For(one.Claim.Tenant), one.Claim.Contact, "provider", ct),
        Meaning.AccountSlowed => health.Slow(one.Account, clock.GetUtcNow() + (trouble.After ?? SendAgain.Slowest), ct),
        Meaning.ThisMessage or Meaning.WindowClosed or Meaning.NobodyThere => Task.CompletedTask,
        _ => throw new InvalidOperationException($"Unknown meaning {trouble.Meaning}."),
    };

    private sealed record Try(ClaimedSends Claim, ChannelAccount Account, IProviderChannel Channel, DueSend Send, Permit Permit);
}

/// <param name="N">The part's place, from 0.</param>
/// <param name="Numbers">What typed numbers mean from now on.</param>
/// <param name="Last">The whole message has been taken.</param>
internal sealed record AcceptedPart(int N, string ProviderId, IReadOnlyList<Numbered> Numbers, bool Last);
