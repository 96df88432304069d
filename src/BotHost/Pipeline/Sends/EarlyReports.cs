using ChatCommerce.BotHost.Pipeline.Happenings;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>A delivery report may be quicker than the answer to our own request.</summary>
internal static class EarlyReports
{
    /// <summary>The furthest that was reported of a part with this id.</summary>
    public static Sql Of(ClaimedSends claim, string providerId)
    {
        string[] states = ["read", "delivered", "failed"];
        string[] keys = [.. states.Select(state => InboundKeys.Status(providerId, state))];
        return $"""
            coalesce((
                select ({states}::text[])[array_position({keys}::text[], provider_key)]
                from inbound_event where tenant_id = {claim.Tenant} and channel_account_id = {claim.Account} and provider_key = any({keys})
                order by array_position({keys}::text[], provider_key) limit 1), 'accepted')
            """;
    }

    /// <summary>Makes the message what was reported of its parts by now; says whether it was refused.</summary>
    public static Sql Apply(TenantScope db, ClaimedSends claim, DueSend send)
    {
        Sql reported = $"select outbox_id from outbox_part where tenant_id = {claim.Tenant} and outbox_id = {send.Id} and state <> 'accepted' and {claim.Held}";
        return $"{DeliveryReports.Whole(db, reported)} returning o.state = 'failed'";
    }
}
