using System.Security.Cryptography;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>Stores the bytes of a call that carries several events once, however often it is delivered.</summary>
public sealed class KeepBody(TenantDb tenants)
{
    public async Task<RawBody> Keep(ChannelAccount account, byte[] raw, CancellationToken ct)
    {
        var id = new Guid(SHA256.HashData([.. account.Id.Value.ToByteArray(), .. raw]).AsSpan(0, 16));
        await tenants.For(account.Tenant).Execute($"""
            insert into inbound_body (tenant_id, id, channel_account_id, raw) values ({account.Tenant}, {id}, {account.Id}, {raw})
            on conflict (tenant_id, id) do nothing
            """, ct);
        return new([], id);
    }
}
