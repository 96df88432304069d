using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>What becomes of a message that may not go out here now: it waits for the customer, goes another way, or ends with its reason.</summary>
internal sealed class Withhold(TenantDb tenants, DecideSend decide, OutgoingMessages outgoing)
{
    public Task Apply(ClaimedSends claim, DueSend send, Verdict verdict, CancellationToken ct) => verdict switch
    {
        Hold hold => Keep(claim, send, hold.Reason, ct),
        OtherChannel other => Move(claim, send, other, ct),
        Forbidden forbidden => End(tenants.For(claim.Tenant), claim, send, OutboxState.Failed, forbidden.Reason, ct),
        _ => throw new InvalidOperationException($"Nothing to withhold for {verdict}."),
    };

    /// <summary>What is stored or fetched asks for no window, but advertising goes to nobody who has not agreed to it.</summary>
    /// <returns>What may go.</returns>
    public async Task<ClaimedSends> Unwanted(ClaimedSends claim, CancellationToken ct)
    {
        List<DueSend> wanted = [];
        foreach (var send in claim.Sends)
        {
            var verdict = send.Class is MessageClass.Campaign ? await decide.Decide(claim, WindowRules.Always, send, closed: false, ct) : null;
            if (verdict is null or Send)
            {
                wanted.Add(send);
            }
            else
            {
                await Apply(claim, send, verdict, ct);
            }
        }

        return claim with { Sends = wanted };
    }

    /// <summary>The provider says that the window is closed: it is until the customer writes again.</summary>
    public Task Closed(ClaimedSends claim, CancellationToken ct) => tenants.For(claim.Tenant).Execute(
        $"update conversation set window_closed_at = now() where tenant_id = {claim.Tenant} and id = {claim.Conversation} and send_epoch = {claim.Epoch}", ct);

    private async Task Keep(ClaimedSends claim, DueSend send, string reason, CancellationToken ct)
    {
        await using var reading = await tenants.For(claim.Tenant).Batch(
            [
                $"select 1 from conversation where tenant_id = {claim.Tenant} and id = {claim.Conversation} for update",
                $"""
                with kept as (
                    update outbox set state = 'held', problem = {reason}
                    where tenant_id = {claim.Tenant} and id = {send.Id} and state in ('claimed', 'sending') and {claim.Held} returning 1
                )
                update conversation set held = true where tenant_id = {claim.Tenant} and id = {claim.Conversation} and exists (select 1 from kept)
                """,
            ], ct);
        await reading.Affected(ct);
    }

    // In one transaction, so that it goes out on one of the two and never on both.
    private Task Move(ClaimedSends claim, DueSend send, OtherChannel other, CancellationToken ct) => tenants.Run(claim.Tenant, async db =>
    {
        if (await End(db, claim, send, OutboxState.Withdrawn, other.Reason, ct) > 0)
        {
            var from = await db.Get<Source>($"""
                select m.author, m.staff_id from outbox o join message m on m.tenant_id = o.tenant_id and m.id = o.message_id
                where o.tenant_id = {db.Tenant} and o.id = {send.Id}
                """, ct);
            await outgoing.Enqueue(db, other.Conversation, new(send.Content, send.Class, from.Author) { Staff = from.StaffId, DedupeKey = $"moved:{send.Id}" }, ct);
        }

        return Done.It;
    }, ct);

    private static Task<int> End(TenantScope db, ClaimedSends claim, DueSend send, OutboxState state, string reason, CancellationToken ct) => db.Execute($"""
        update outbox set state = {state}, problem = {reason}, finished_at = now()
        where tenant_id = {db.Tenant} and id = {send.Id} and state in ('claimed', 'sending') and {claim.Held}
        """, ct);

    private sealed record Source(string Author, Guid? StaffId);
}
