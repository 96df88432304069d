using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>A thread that reaches its person no more goes on as another one of theirs: what waits there follows, and so does what is written there later.</summary>
public sealed class ThreadMoves(OutgoingMessages outgoing, TimeProvider clock)
{
    /// <summary>A person's threads on an account, the latest first.</summary>
    internal Task<List<ConversationId>> Of(TenantScope db, ChannelAccountId account, ContactId person, CancellationToken ct) => db.List<ConversationId>($"""
        select id from conversation where tenant_id = {db.Tenant} and channel_account_id = {account} and contact_id = {person}
        order by last_inbound_at desc nulls last, created_at desc limit 20
        """, ct);

    internal async Task Move(TenantScope db, ConversationId from, ConversationId to, CancellationToken ct)
    {
        await db.Execute($"update conversation set moved_to = {to}, moved_at = now() where tenant_id = {db.Tenant} and id = {from}", ct);
        await Note(db, from, "The provider gave this customer another id. They go on in their newer thread, and what is written here goes there.", ct);
        foreach (var waiting in await Waiting(db, from, ct))
        {
            await outgoing.Enqueue(db, to, new(waiting.Content, waiting.Class, waiting.Author)
            {
                Staff = waiting.StaffId, DedupeKey = $"moved:{waiting.Id}", ExpiresAt = waiting.ExpiresAt,
            }, ct);
        }
    }

    /// <summary>A line for people of the shop, which goes out to nobody.</summary>
    internal Task Note(TenantScope db, ConversationId thread, string text, CancellationToken ct) => db.Execute($"""
        with place as (
            update conversation set last_seq = last_seq + 1, last_message_at = now(), last_text = {text} where tenant_id = {db.Tenant} and id = {thread} returning last_seq
        )
        insert into message (tenant_id, id, conversation_id, seq, author, text, content, created_at)
        select {db.Tenant}, {Id.New<MessageId>(clock)}, {thread}, last_seq, 'system', {text}, {new RichMessage(text):jsonb}, now() from place
        """, ct);

    // What a lane has in its hands ends there by itself.
    private static Task<List<Waits>> Waiting(TenantScope db, ConversationId thread, CancellationToken ct) => db.List<Waits>($"""
        with ended as (
            update outbox set state = 'withdrawn', finished_at = now(), problem = 'The customer goes on in another thread.'
            where tenant_id = {db.Tenant} and conversation_id = {thread} and state in ('pending', 'held') returning id, message_id, class, seq, expires_at
        )
        select e.id, m.content, e.class, m.author, m.staff_id, e.expires_at from ended e join message m on m.tenant_id = {db.Tenant} and m.id = e.message_id order by e.seq
        """, ct);

    private sealed record Waits(OutboxId Id, RichMessage Content, MessageClass Class, string Author, Guid? StaffId, DateTimeOffset? ExpiresAt);
}
