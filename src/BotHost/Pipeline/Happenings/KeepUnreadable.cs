using System.Security.Cryptography;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>A genuine call that nobody can read is kept as it came, once, and shown to staff with the channel's health.</summary>
public sealed class KeepUnreadable(TenantDb tenants, TimeProvider clock)
{
    public Task Keep(ChannelAccount account, byte[] raw, string problem, CancellationToken ct) => tenants.For(account.Tenant).Execute($"""
        insert into inbound_event (tenant_id, id, channel_account_id, provider_key, kind, raw, state, problem, occurred_at, received_at)
        values ({account.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {account.Id}, {"unreadable:" + Convert.ToHexStringLower(SHA256.HashData(raw))},
            'unreadable', {raw}, 'parked', {problem}, now(), now())
        on conflict (tenant_id, channel_account_id, provider_key) do nothing
        """, ct);
}
