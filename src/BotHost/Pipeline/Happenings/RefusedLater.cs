using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// A provider may take a message and refuse it afterwards, in a report. Then follows what follows a refusal at once: the same switch judges it,
/// the same lessons are learned, and where there is another way the send lane has the message once more and goes it.
/// </summary>
public sealed class RefusedLater(ChannelKinds channels, Lessons lessons, SendAgain again, Signals signals)
{
    internal async Task Apply(TenantScope db, ChannelAccount account, DeliveryReported report, CancellationToken ct)
    {
        if (channels.Find(account.Kind) is not IProviderChannel channel || await Find(db, report.ProviderId, ct) is not { } send)
        {
            return;
        }

        var trouble = channel.Trouble(report);
        await lessons.Learn(db, account, send.ContactId, trouble, ct);
        if (trouble.Meaning is Meaning.WindowClosed)
        {
            await Closed(db, send, ct);
        }

        if (WayOut(send, trouble) is var (refusal, wait))
        {
            await Requeue(db, send, refusal, wait, ct);
        }
    }

    /// <summary>The same for a message whose refusal was told before our own call had come back, when nobody knew yet what it was about.</summary>
    internal async Task Before(TenantScope db, ChannelAccount account, OutboxId message, CancellationToken ct)
    {
        var parts = await db.List<string>($"""
            select provider_id from outbox_part where tenant_id = {db.Tenant} and outbox_id = {message} and state = 'failed' order by n
            """, ct);
        string[] keys = [.. parts.Select(part => InboundKeys.Status(part, "failed"))];
        foreach (var told in await db.List<Told>($"""
            select event from inbound_event where tenant_id = {db.Tenant} and channel_account_id = {account.Id} and provider_key = any ({keys})
            """, ct))
        {
            var report = (DeliveryReported)told.Event.Content;
            await db.Execute($"""
                with part as (update outbox_part set problem = {report.Error} where tenant_id = {db.Tenant} and outbox_id = {message} and provider_id = {report.ProviderId})
                update outbox set problem = {report.Error} where tenant_id = {db.Tenant} and id = {message} and state = 'failed'
                """, ct);
            await Apply(db, account, report, ct);
        }
    }

    // One refusal is answered once: a second one of the same message is its end.
    private (string Refusal, TimeSpan Wait)? WayOut(Send send, ChannelTrouble trouble) => trouble switch
    {
        { Meaning: Meaning.WindowClosed } when send.MayChange => ("window_closed", TimeSpan.Zero),
        { Meaning: Meaning.FormRefused } when send.MayChange => ("form_refused", TimeSpan.Zero),
        { Retry: Retry.Temporary } when send is { Parts: 1, MayChange: true } && again.After(send.Class, send.Attempts - 1, trouble) is { } wait => ("for_now", wait),
        _ => null,
    };

    // It was closed when the provider took the message; whoever wrote since has opened it again, however late we are told.
    private static Task Closed(TenantScope db, Send send, CancellationToken ct) => db.Execute($"""
        update conversation set window_closed_at = greatest(window_closed_at, {send.AcceptedAt}) where tenant_id = {db.Tenant} and id = {send.ConversationId}
        """, ct);

    private async Task Requeue(TenantScope db, Send send, string refusal, TimeSpan wait, CancellationToken ct)
    {
        await using var reading = await db.Batch(
            [
                $"select 1 from conversation where tenant_id = {db.Tenant} and id = {send.ConversationId} for update",
                $"delete from outbox_part where tenant_id = {db.Tenant} and outbox_id = {send.Id}",
                $"""
                update outbox set state = 'pending', finished_at = null, provider_id = null, refusal = {refusal}, refused_at = now(), due_at = now() + {wait}
                where tenant_id = {db.Tenant} and id = {send.Id}
                """,
                $"""
                update conversation set send_due_at = least(send_due_at, now() + {wait}) where tenant_id = {db.Tenant} and id = {send.ConversationId}
                """,
            ], ct);
        await reading.Affected(ct);
        db.AfterCommit(() => signals.Send(SignalKind.Send, db.Tenant, send.ConversationId, (int)wait.TotalMilliseconds));
    }

    private static Task<Send?> Find(TenantScope db, string providerId, CancellationToken ct) => db.Find<Send>($"""
        select o.id, o.conversation_id, c.contact_id, p.accepted_at, o.class, o.attempts, o.refusal is null or o.refusal = 'for_now' as may_change,
            (select count(*)::int from outbox_part q where q.tenant_id = o.tenant_id and q.outbox_id = o.id) as parts
        from outbox_part p
        join outbox o on o.tenant_id = p.tenant_id and o.id = p.outbox_id
        join conversation c on c.tenant_id = o.tenant_id and c.id = o.conversation_id
        where p.tenant_id = {db.Tenant} and p.provider_id = {providerId} and p.state = 'failed' and o.state = 'failed' and o.provider_id is not null
        limit 1
        """, ct);

    private sealed record Told(InboundEvent Event);

    private sealed record Send(OutboxId Id, ConversationId ConversationId, ContactId ContactId, DateTimeOffset AcceptedAt, MessageClass Class, int Attempts, bool MayChange, int Parts);
}
