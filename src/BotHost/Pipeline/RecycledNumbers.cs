using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>
/// Where a thread is keyed by a phone number (WhatsApp through Twilio), the provider's id beside it says whose number it is now. Another id
/// than the thread's person has means that the number was given to somebody else: they start anew, and the former thread reaches nobody.
/// </summary>
internal static class RecycledNumbers
{
    /// <summary>Whether the event says who has the number that its thread is keyed by.</summary>
    public static bool Tells(InboundEvent inbound) =>
        inbound.Sender.Identifiers is [{ Kind: Identifier.UserId, Value: var id }, { Kind: Identifier.Phone }, ..]
        && !inbound.ThreadKey.EndsWith(id, StringComparison.Ordinal);

    public static async Task Part(TenantScope db, ChannelAccountId account, InboundEvent inbound, CancellationToken ct)
    {
        var id = inbound.Sender.Identifiers[0].Value;
        var known = await db.Find<Known>($"""
            select c.id, c.contact_id, o.contact_id as owner, exists (
                select 1 from contact_identity i where i.tenant_id = c.tenant_id and i.channel_account_id = c.channel_account_id
                    and i.contact_id = c.contact_id and i.kind = {Identifier.UserId} and i.value <> {id}) as other
            from conversation c
            left join contact_identity o on o.tenant_id = c.tenant_id and o.channel_account_id = c.channel_account_id
                and o.kind = {Identifier.UserId} and o.value = {id}
            where c.tenant_id = {db.Tenant} and c.channel_account_id = {account} and c.thread_key = {inbound.ThreadKey}
                and not exists (select 1 from inbound_event e where e.tenant_id = {db.Tenant} and e.channel_account_id = {account} and e.provider_key = {inbound.ProviderKey})
            """, ct);
        if (known is null || known.Owner == known.ContactId)
        {
            return;
        }

        await (known.Owner is not null || known.Other ? Leave(db, known.Id, inbound.ThreadKey, ct) : Learn(db, account, known.ContactId, inbound, ct));
    }

    private static async Task Leave(TenantScope db, ConversationId thread, string number, CancellationToken ct)
    {
        await using var reading = await db.Batch(
            [
                $"""
                update conversation set thread_key = thread_key || '#' || id, window_closed_at = now(), turn_due_at = null
                where tenant_id = {db.Tenant} and id = {thread} and thread_key = {number}
                """,
                $"""
                update outbox set state = 'withdrawn', finished_at = now(), problem = 'The number is somebody else''s now.'
                where tenant_id = {db.Tenant} and conversation_id = {thread} and state in ('pending', 'held')
                """,
            ], ct);
        await reading.Affected(ct);
    }

    // Before the provider told ids, the number alone was known.
    private static Task Learn(TenantScope db, ChannelAccountId account, ContactId person, InboundEvent inbound, CancellationToken ct) => db.Execute($"""
        insert into contact_identity (tenant_id, id, contact_id, channel_account_id, kind, value)
        values ({db.Tenant}, {Guid.CreateVersion7(inbound.OccurredAt)}, {person}, {account}, {Identifier.UserId}, {inbound.Sender.Identifiers[0].Value})
        on conflict (tenant_id, channel_account_id, kind, value) do nothing
        """, ct);

    private sealed record Known(ConversationId Id, ContactId ContactId, ContactId? Owner, bool Other);
}
