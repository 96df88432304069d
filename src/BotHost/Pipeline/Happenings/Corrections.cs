using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>The customer changed or took back what they had said. What is taken back is removed here too, the raw bytes with it.</summary>
public sealed class Corrections
{
    private static readonly Unsupported Deleted = new("deleted");

    // A turn that has not begun yet reads the new words.
    internal async Task Apply(TenantScope db, ConversationId conversation, MessageEdited edit, CancellationToken ct)
    {
        InboundContent content = new TextSaid(edit.Text);
        await using var reading = await db.Batch(
            [
                $"""
                update message set text = {edit.Text}, content = {content:jsonb}
                where tenant_id = {db.Tenant} and conversation_id = {conversation} and provider_id = {edit.ProviderId} and author = 'customer' and deleted_at is null
                """,
                $"""
                update inbound_event e set event = jsonb_set(e.event, array['content'], {content:jsonb})
                from message m where m.tenant_id = {db.Tenant} and m.conversation_id = {conversation} and m.provider_id = {edit.ProviderId}
                    and e.tenant_id = {db.Tenant} and e.conversation_id = {conversation} and e.seq = m.seq and e.state = 'pending'
                """,
            ], ct);
        await reading.Affected(ct);
    }

    internal async Task Apply(TenantScope db, ConversationId conversation, MessageDeleted gone, CancellationToken ct)
    {
        InboundContent content = Deleted;
        await using var reading = await db.Batch(
            [
                $"""
                update inbound_event e set event = jsonb_set(e.event, array['content'], {content:jsonb}), raw = ''::bytea,
                    state = case when e.state = 'pending' then 'done' else e.state end
                from message m where m.tenant_id = {db.Tenant} and m.conversation_id = {conversation} and m.provider_id = {gone.ProviderId}
                    and e.tenant_id = {db.Tenant} and e.conversation_id = {conversation} and e.seq = m.seq
                """,
                $"""
                with emptied as (
                    update message set text = '', content = {content:jsonb}, deleted_at = now()
                    where tenant_id = {db.Tenant} and conversation_id = {conversation} and provider_id = {gone.ProviderId} and author = 'customer'
                    returning seq
                )
                update conversation c set last_text = '' from emptied where c.tenant_id = {db.Tenant} and c.id = {conversation} and c.last_seq = emptied.seq
                """,
            ], ct);
        await reading.Affected(ct);
    }
}
