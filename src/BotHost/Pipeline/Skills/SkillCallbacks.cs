using System.Collections.Concurrent;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>Addresses that requests offered for answers that were not ready. Each is good once and for less than a minute.</summary>
internal sealed class SkillCallbacks(TenantDb tenants, Signals signals, KakaoOptions options, TimeProvider clock)
{
    // So long before the end the address is used for whatever there is to say.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);
    private const int MostKnown = 10_000;
    private readonly ConcurrentDictionary<ConversationId, DateTimeOffset> known = new();

    /// <summary>Whether this node gave out a promise here that is not kept yet: its answer is not left to the sweep.</summary>
    public bool MayBeOpen(ConversationId conversation) => known.TryGetValue(conversation, out var until) && until > clock.GetUtcNow();

    /// <summary>Remembers the request's callback; false when it offers none that is Kakao's.</summary>
    public async Task<bool> Open(Asked asked, CancellationToken ct)
    {
        if (!options.IsCallback(asked.Skill.CallbackUrl))
        {
            return false;
        }

        var (tenant, expires) = (asked.Account.Tenant, asked.Skill.At.AddSeconds(options.CallbackWithinSeconds));
        await using (var reading = await tenants.For(tenant).Batch(
            [
                $"""
                insert into skill_callback (tenant_id, id, conversation_id, url, expires_at, created_at)
                values ({tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {asked.Conversation}, {asked.Skill.CallbackUrl}, {expires}, now())
                """,
                $"""
                update conversation set send_due_at = least(send_due_at, {expires - Margin})
                where tenant_id = {tenant} and id = {asked.Conversation}
                """,
            ], ct))
        {
            await reading.Affected(ct);
        }

        Know(asked.Conversation, expires);

        // The answer may have come between the last look and now.
        signals.Send(SignalKind.Send, tenant, asked.Conversation);
        return true;
    }

    /// <summary>The one that ends soonest.</summary>
    public Task<SkillCallback?> Find(TenantId tenant, ConversationId conversation, CancellationToken ct) => tenants.For(tenant).Find<SkillCallback>($"""
        select id, url, expires_at - {Margin} as late_at from skill_callback
        where tenant_id = {tenant} and conversation_id = {conversation} and state = 'open' and expires_at > now() order by expires_at limit 1
        """, ct);

    /// <summary>False when somebody else uses it already.</summary>
    /// <param name="state">used, or lapsed when there is nothing to say.</param>
    public async Task<bool> End(TenantId tenant, SkillCallback callback, string state, CancellationToken ct) => await tenants.For(tenant).Execute(
        $"update skill_callback set state = {state} where tenant_id = {tenant} and id = {callback.Id} and state = 'open'", ct) > 0;

    private void Know(ConversationId conversation, DateTimeOffset until)
    {
        if (known.Count >= MostKnown)
        {
            known.Clear();
        }

        known[conversation] = until;
    }
}

/// <param name="LateAt">When it must be used at the latest.</param>
internal sealed record SkillCallback(Guid Id, string Url, DateTimeOffset LateAt);
