using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// Somebody of the shop spoke through another door: its own phone, the provider's inbox, another application. What they said stands in the
/// thread, and the bot is silent from then on.
/// </summary>
public sealed class SpokenElsewhere(TimeProvider clock)
{
    internal async Task Apply(TenantScope db, ConversationId conversation, Echoed echo, CancellationToken ct)
    {
        if (echo.Mark is { } mark)
        {
            await DeliveryReports.Seen(db, mark, echo.ProviderId, ct);
        }

        if (!echo.ByHuman || await IsOurs(db, conversation, echo, ct))
        {
            return;
        }

        await Silence(db, conversation, ct);
        await db.Execute($"""
            with place as (
                update conversation set last_seq = last_seq + 1, last_message_at = now(), last_text = {echo.Text}
                where tenant_id = {db.Tenant} and id = {conversation} returning last_seq
            )
            insert into message (tenant_id, id, conversation_id, seq, author, text, content, provider_id, created_at)
            select {db.Tenant}, {Id.New<MessageId>(clock)}, {conversation}, last_seq, 'elsewhere', {echo.Text}, {new RichMessage(echo.Text):jsonb}, {echo.ProviderId}, now()
            from place
            """, ct);
    }

    internal Task Moved(TenantScope db, ConversationId conversation, bool ours, CancellationToken ct) => ours
        ? db.Execute($"""
            update conversation set control = 'bot', control_epoch = control_epoch + 1
            where tenant_id = {db.Tenant} and id = {conversation} and control = 'paused'
            """, ct)
        : Silence(db, conversation, ct);

    /// <summary>From this commit on no message of the bot starts to go out. A person of ours who answers goes on answering.</summary>
    internal async Task<Done> Silence(TenantScope db, ConversationId conversation, CancellationToken ct)
    {
        await ChangeSpeaker.Apply(db, conversation, new(Control.Control.Paused, $"control in ('bot', 'queued')"), ct);
        return Done.It;
    }

    // An echo may overtake the answer to our own request: then a message with these words is just being sent.
    private static Task<bool> IsOurs(TenantScope db, ConversationId conversation, Echoed echo, CancellationToken ct) => db.Get<bool>($"""
        select exists (select 1 from outbox_part where tenant_id = {db.Tenant} and provider_id = {echo.ProviderId})
            or exists (
                select 1 from outbox o join message m on m.tenant_id = o.tenant_id and m.id = o.message_id
                where o.tenant_id = {db.Tenant} and o.conversation_id = {conversation} and o.state = 'sending'
                    and ({echo.Text} like '[%]' or position({echo.Text} in m.text) > 0))
        """, ct);
}
