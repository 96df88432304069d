using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

/// <summary>
/// People who wrote before their names were looked up have theirs looked up once: who was asked about already is not asked about again. A
/// job; the questions are spread over an hour, so that nobody's provider is run over.
/// </summary>
internal sealed class NamelessPeople(Tenants tenants, TenantDb db, ChannelKinds channels)
{
    private const int MostAtOnce = 2_000;

    public async Task Run(CancellationToken ct)
    {
        foreach (var tenant in await tenants.All(ct))
        {
            await db.For(tenant.Id).Execute($"""
                update conversation set profile_due_at = now() + random() * interval '1 hour'
                where tenant_id = {tenant.Id} and id in (
                    select c.id from conversation c
                    join channel_account a on a.tenant_id = c.tenant_id and a.id = c.channel_account_id and a.status = 'connected' and a.kind = any ({channels.WithProfiles})
                    join contact p on p.tenant_id = c.tenant_id and p.id = c.contact_id and p.display_name is null
                    where c.tenant_id = {tenant.Id} and c.profile_attempts = 0 and c.profile_due_at is null
                    order by c.last_message_at desc nulls last limit {MostAtOnce})
                """, ct);
        }
    }
}
