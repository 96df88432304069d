using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>How a conversation stands while somebody waits for its answer.</summary>
internal sealed class Standings(TenantDb tenants)
{
    /// <param name="upTo">The message whose answer is waited for; null for all of them.</param>
    public Task<Standing?> Find(TenantId tenant, ConversationId conversation, long? upTo, CancellationToken ct) => tenants.For(tenant).Find<Standing>($"""
        select c.id, c.channel_account_id, c.thread_key, c.language, c.last_seq, c.control <> 'bot' as with_people,
            c.control = 'bot' and exists (
                select 1 from inbound_event e where e.tenant_id = {tenant} and e.conversation_id = c.id and e.state = 'pending'
                    and e.seq <= coalesce({upTo}, e.seq)) as thinking,
            exists (select 1 from outbox o where o.tenant_id = {tenant} and o.conversation_id = c.id and o.state in ('pending', 'claimed', 'sending')) as waiting,
            exists (select 1 from suppression s where s.tenant_id = {tenant} and s.contact_id = c.contact_id) as suppressed
        from conversation c where c.tenant_id = {tenant} and c.id = {conversation}
        """, ct);

    /// <summary>The person's conversation; null when they never said a word.</summary>
    public Task<ConversationId?> Of(TenantId tenant, ChannelAccountId account, string threadKey, CancellationToken ct) => tenants.For(tenant).Find<ConversationId?>(
        $"select id from conversation where tenant_id = {tenant} and channel_account_id = {account} and thread_key = {threadKey}", ct);
}

/// <param name="Thinking">The bot has yet to answer.</param>
/// <param name="Waiting">Something is there to be shown.</param>
internal sealed record Standing(
    ConversationId Id, ChannelAccountId ChannelAccountId, string ThreadKey, string Language, long LastSeq, bool WithPeople, bool Thinking, bool Waiting, bool Suppressed);
