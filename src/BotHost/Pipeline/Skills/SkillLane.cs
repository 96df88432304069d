using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>
/// The little that can be pushed to people on KakaoTalk: an answer through an open callback, and a knock for news about an order. The rest is
/// held, with the reason beside it for staff, until the customer's next request takes it.
/// </summary>
internal sealed class SkillLane(
    SystemDb system, Signals signals, TimeProvider clock, ChannelAccounts accounts, Standings standings, SkillCallbacks callbacks, UseCallback use, Knocks knocks,
    HoldForCustomer hold, ILogger<SkillLane> log)
    : Lane(system, signals, clock, log)
{
    private readonly TimeProvider clock = clock;

    protected override SignalKind Kind => SignalKind.Send;

    protected override int Workers => 4;

    protected override Sql Due => $"""
        select tenant_id, id from conversation
        where answers_only and send_due_at <= now() and (send_lease_until is null or send_lease_until < now()) order by send_due_at limit 500
        """;

    // Only promises are urgent; everything else is found by the sweep.
    protected override bool Concerns(Signal signal) => signal.Kind == SignalKind.Send && callbacks.MayBeOpen(signal.Conversation);

    protected override async Task<TimeSpan?> Work(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        if (await standings.Find(tenant, conversation, null, ct) is not { } now)
        {
            return null;
        }

        var account = await accounts.Get(tenant, now.ChannelAccountId, ct);
        var next = await callbacks.Find(tenant, conversation, ct) is { } callback
            ? await use.For(account, now, callback, ct)
            : await knocks.Knock(account, now, ct);
        await hold.Until(tenant, now, next, ct);
        return next - clock.GetUtcNow() is { } wait ? (wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(50)) : null;
    }
}
