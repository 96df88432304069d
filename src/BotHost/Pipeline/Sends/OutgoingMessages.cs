using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>Puts a message into a thread and its outbox, in the caller's transaction.</summary>
public sealed class OutgoingMessages(Signals signals, TimeProvider clock)
{
    /// <summary>A thread that goes on as another one, since its person has a new id, takes nothing more: the other one does.</summary>
    /// <returns>False when the key was used before.</returns>
    public async Task<bool> Enqueue(TenantScope db, ConversationId conversation, NewMessage message, CancellationToken ct)
    {
        var (id, outbox) = (Id.New<MessageId>(clock), Id.New<OutboxId>(clock));
        var text = message.Content.ToPlainText();
        Sql place = $"(select case when moved_at > coalesce(last_inbound_at, '-infinity') then moved_to else id end from conversation where tenant_id = {db.Tenant} and id = {conversation})";
        await using var reading = await db.Batch(
            [
                $"select 1 from conversation where tenant_id = {db.Tenant} and id = {place} for update",
                $"""
                with place as (
                    update conversation set last_seq = last_seq + 1, send_due_at = least(send_due_at, now()), last_message_at = now(), last_text = {text}
                    where tenant_id = {db.Tenant} and id = {place}
                        and ({message.DedupeKey} is null or not exists (
                            select 1 from outbox where tenant_id = {db.Tenant} and dedupe_key = {message.DedupeKey}))
                    returning id, last_seq
                ), bubble as (
                    insert into message (tenant_id, id, conversation_id, seq, author, staff_id, text, content, created_at)
                    select {db.Tenant}, {id}, place.id, last_seq, {message.Author}, {message.Staff}, {text}, {message.Content:jsonb}, now() from place
                    returning seq
                )
                insert into outbox (tenant_id, id, conversation_id, message_id, seq, class, dedupe_key, due_at, expires_at, created_at)
                select {db.Tenant}, {outbox}, place.id, {id}, last_seq, {message.Class}, {message.DedupeKey}, now(), {message.ExpiresAt}, now() from place
                returning conversation_id
                """,
            ], ct);
        await reading.Find<int?>(ct);
        if (await reading.Find<ConversationId?>(ct) is not { } reached)
        {
            return false;
        }

        db.AfterCommit(() =>
        {
            signals.Send(SignalKind.Send, db.Tenant, reached);
            signals.Send(SignalKind.Inbox, db.Tenant, reached);
        });
        return true;
    }
}

/// <param name="Author">bot, staff or system.</param>
public sealed record NewMessage(RichMessage Content, MessageClass Class, string Author)
{
    public Guid? Staff { get; init; }

    /// <summary>The same key again writes nothing, so news told twice is announced once.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>It is not sent after this; null: it keeps.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
