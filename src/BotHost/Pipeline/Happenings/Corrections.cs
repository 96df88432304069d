using System.Text;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>The customer changed or took back what they had said. What is taken back is removed here too, the raw bytes and files with it.</summary>
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

    // The bytes with the words in them came within days of the message: in its own call, in calls that brought it again, and in its edits.
    internal async Task Apply(TenantScope db, ChannelAccountId account, ConversationId conversation, MessageDeleted gone, CancellationToken ct)
    {
        InboundContent content = Deleted;
        InboundContent unsaid = new MessageEdited(gone.ProviderId, "");
        await using var reading = await db.Batch(
            [
                $"""
                update inbound_event e set event = jsonb_set(e.event, array['content'], {content:jsonb}), raw = ''::bytea,
                    state = case when e.state = 'pending' then 'done' else e.state end
                from message m where m.tenant_id = {db.Tenant} and m.conversation_id = {conversation} and m.provider_id = {gone.ProviderId} and m.author = 'customer'
                    and e.tenant_id = {db.Tenant} and e.conversation_id = {conversation} and e.received_at = m.created_at and e.seq = m.seq
                """,
                $"""
                update inbound_event e set event = jsonb_set(e.event, array['content'], {unsaid:jsonb}), raw = ''::bytea
                where {Within(db, conversation, gone)} and e.tenant_id = {db.Tenant} and e.conversation_id = {conversation} and e.kind = 'message_edited'
                    and e.event->'content'->>'providerId' = {gone.ProviderId}
                """,
                $"""
                update inbound_event e set raw = ''::bytea
                where {Within(db, conversation, gone)} and e.tenant_id = {db.Tenant} and e.channel_account_id = {account} and {Names(gone)}
                """,
                $"""
                update inbound_body e set raw = ''::bytea
                where {Within(db, conversation, gone)} and e.tenant_id = {db.Tenant} and e.channel_account_id = {account} and {Names(gone)}
                """,
                $"""
                delete from inbound_media f using message m where m.tenant_id = {db.Tenant} and m.conversation_id = {conversation}
                    and m.provider_id = {gone.ProviderId} and m.author = 'customer' and f.tenant_id = {db.Tenant} and f.message_id = m.id
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

    private static Sql Within(TenantScope db, ConversationId conversation, MessageDeleted gone) => $"""
        e.received_at between
            (select min(m.created_at) from message m where m.tenant_id = {db.Tenant} and m.conversation_id = {conversation} and m.provider_id = {gone.ProviderId})
            - interval '1 hour' and now()
        """;

    // Some providers escape the slashes of their ids.
    private static Sql Names(MessageDeleted gone)
    {
        var (plain, escaped) = (Encoding.UTF8.GetBytes(gone.ProviderId), Encoding.UTF8.GetBytes(gone.ProviderId.Replace("/", "\\/", StringComparison.Ordinal)));
        return $"length(e.raw) > 0 and (position({plain} in e.raw) > 0 or position({escaped} in e.raw) > 0)";
    }
}
