using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// Somebody of the shop spoke through another door: its own phone, the provider's inbox, another application. What they said stands in the
/// thread, and the bot is silent from then on.
/// </summary>
public sealed class SpokenElsewhere(ChannelKinds channels, TimeProvider clock)
{
    // How far the provider's clock and its delivery may be from our attempt.
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);

    internal async Task Apply(TenantScope db, Happening happening, ConversationId conversation, Echoed echo, CancellationToken ct)
    {
        if (await IsOurs(db, happening, conversation, echo, ct) || !echo.ByHuman)
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

    // An echo may overtake the answer to our own request, or come instead of it: then a message with these words is being sent, or nobody
    // knows whether it was. The part that is in doubt is the one after those that were taken.
    private async Task<bool> IsOurs(TenantScope db, Happening happening, ConversationId conversation, Echoed echo, CancellationToken ct)
    {
        if (SeenPart.Of(echo.Mark, echo.ProviderId) is { } marked)
        {
            await DeliveryReports.Seen(db, marked, ct);
            return true;
        }

        if (await db.Get<bool>($"select exists (select 1 from outbox_part where tenant_id = {db.Tenant} and provider_id = {echo.ProviderId})", ct))
        {
            return true;
        }

        var limits = channels.Of(happening.Account.Kind).Capabilities;
        foreach (var send in await InDoubt(db, conversation, happening.Event.OccurredAt, ct))
        {
            var parts = send.InWords ? Renderer.InWords(send.Content, limits) : Renderer.Lower(send.Content, limits);
            if (send.Taken < parts.Count && parts[send.Taken].IsShownAs(echo.Text))
            {
                await DeliveryReports.Seen(db, new(send.Id, send.Taken, echo.ProviderId, Last: send.Taken == parts.Count - 1), ct);
                return true;
            }
        }

        return false;
    }

    // Long after an attempt the same words are somebody's own.
    private static Task<List<Doubtful>> InDoubt(TenantScope db, ConversationId conversation, DateTimeOffset said, CancellationToken ct) => db.List<Doubtful>($"""
        select o.id, m.content, o.refusal is not distinct from 'form_refused' as in_words,
            (select count(*)::int from outbox_part p where p.tenant_id = o.tenant_id and p.outbox_id = o.id) as taken
        from outbox o join message m on m.tenant_id = o.tenant_id and m.id = o.message_id
        where o.tenant_id = {db.Tenant} and o.conversation_id = {conversation} and o.state in ('pending', 'claimed', 'sending', 'ambiguous')
            and exists (select 1 from send_attempt a where a.tenant_id = o.tenant_id and a.outbox_id = o.id
                and (a.outcome is null or a.outcome = 'ambiguous') and a.started_at between {said - Apart} and {said + Apart})
        order by o.seq
        """, ct);

    private sealed record Doubtful(OutboxId Id, RichMessage Content, bool InWords, int Taken);
}
