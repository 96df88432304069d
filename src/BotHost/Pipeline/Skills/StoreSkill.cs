using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>
/// Stores what a skill request said, once, though Kakao gives it no id. A double tap that straddles two buckets of three seconds is found by
/// the key of the earlier one; the same words later are a new message.
/// </summary>
internal sealed class StoreSkill(TenantDb tenants, Ingest ingest, Standings standings)
{
    // One person's requests are stored one after the other on a node, so that of two at once the second sees the first.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Null: somebody asks for a result who never asked anything.</summary>
    public async Task<Asked?> Store(ChannelAccount account, SkillRequest skill, byte[] raw, CancellationToken ct)
    {
        if (skill.Resumes)
        {
            return await standings.Of(account.Tenant, account.Id, skill.UserId, ct) is { } conversation ? new(account, skill, conversation, null) : null;
        }

        var gate = gates[(uint)StringComparer.Ordinal.GetHashCode(skill.UserId) % gates.Length];
        await gate.WaitAsync(ct);
        try
        {
            var events = skill.Events(await Key(account, skill, ct)).Select(r => r.Event).ToList();
            var stored = await ingest.Store(account.Tenant, account.Id, events, raw, ct);
            return new(account, skill, stored[^1].ConversationId, stored[^1].Seq);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<string> Key(ChannelAccount account, SkillRequest skill, CancellationToken ct) =>
        skill.EarlierKey is { } earlier && await tenants.For(account.Tenant).Find<int?>($"""
            select 1 from inbound_event where tenant_id = {account.Tenant} and channel_account_id = {account.Id} and provider_key = {earlier}
                and received_at > now() - {SkillRequest.DoubleTap}
            """, ct) is not null
            ? earlier
            : skill.Key;
}

/// <summary>A request that waits for its answer.</summary>
/// <param name="Seq">The place of what it said; null when it said nothing new.</param>
internal sealed record Asked(ChannelAccount Account, SkillRequest Skill, Platform.Messages.ConversationId Conversation, long? Seq);
