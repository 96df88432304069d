using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>Messages that no push can carry wait for the customer. Staff read why beside each.</summary>
internal sealed class HoldForCustomer(TenantDb tenants)
{
    private const string Reason = "KakaoTalk takes answers only inside its own request: it is shown as soon as the customer writes or taps.";

    /// <param name="next">When to look again; null: when something new is written.</param>
    public async Task Until(TenantId tenant, Standing now, DateTimeOffset? next, CancellationToken ct)
    {
        await using var reading = await tenants.For(tenant).Batch(
            [
                // Whatever was written since this look was due after it and is looked at again.
                $"""
                update conversation set send_due_at = {next}
                where tenant_id = {tenant} and id = {now.Id} and last_seq = {now.LastSeq} and (send_lease_until is null or send_lease_until < now())
                """,
                $"""
                update outbox set problem = {Reason}
                where tenant_id = {tenant} and conversation_id = {now.Id} and state in ('pending', 'claimed') and problem is null
                """,
            ], ct);
        await reading.Affected(ct);
    }
}
