using System.Text.Json.Serialization;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.Commerce;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.Conversations;

/// <summary>Conversations and threads as people of the shop read them.</summary>
public sealed class Inbox
{
    /// <summary>Newest first, those waiting for a person on top; pages by the last row's time and id.</summary>
    public Task<List<ConversationLine>> List(TenantScope db, InboxQuery query, CancellationToken ct)
    {
        List<Sql> filters = [$"c.tenant_id = {db.Tenant}", $"c.last_message_at is not null"];
        if (query.Control is { } control)
        {
            filters.Add($"c.control = {control}");
        }

        if (query.AnsweredBy is { } staff)
        {
            filters.Add($"(c.control = 'human' and c.control_staff_id = {staff})");
        }

        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            var like = LikePattern.Containing(query.Text.Trim());
            filters.Add($"(p.display_name ilike {like} or c.last_text ilike {like})");
        }

        if (query.Before is { } before)
        {
            filters.Add($"(c.last_message_at, c.id) < ({before.At}, {before.Id})");
        }

        return db.List<ConversationLine>($"""
            {Columns} where {Sql.Join(" and ", filters)} order by c.last_message_at desc, c.id desc limit {Math.Clamp(query.Take, 1, 100)}
            """, ct);
    }

    public Task<ConversationLine?> Find(TenantScope db, ConversationId id, CancellationToken ct) =>
        db.Find<ConversationLine>($"{Columns} where c.tenant_id = {db.Tenant} and c.id = {id}", ct);

    /// <summary>The thread's newest messages before <paramref name="beforeSeq"/>, oldest first, each with what became of it.</summary>
    public async Task<IReadOnlyList<ThreadMessage>> Thread(TenantScope db, ConversationId id, long? beforeSeq, int take, CancellationToken ct)
    {
        var rows = await db.List<ThreadMessage>($"""
            select m.id, m.seq, m.author, s.staff_name, m.text, m.content::text as content, m.created_at, o.state as delivery, o.problem,
                said.parked, said.referral,
                case when f.message_id is not null then jsonb_build_object('state', f.state, 'kind', m.content ->> 'type', 'name', m.content ->> 'fileName',
                    'caption', m.content ->> 'caption', 'contentType', f.content_type, 'size', f.size, 'problem', f.problem) end as file
            from message m
            left join lateral (
                select case when e.state = 'parked' then e.problem end as parked, e.event->>'referral' as referral from inbound_event e
                where e.tenant_id = m.tenant_id and e.received_at = m.created_at and e.conversation_id = m.conversation_id and e.seq = m.seq
            ) said on m.author = 'customer'
            left join outbox o on o.tenant_id = m.tenant_id and o.conversation_id = m.conversation_id and o.seq = m.seq
            left join membership s on s.tenant_id = m.tenant_id and s.staff_id = m.staff_id
            left join inbound_media f on f.tenant_id = m.tenant_id and f.message_id = m.id
            where m.tenant_id = {db.Tenant} and m.conversation_id = {id} and m.seq < coalesce({beforeSeq}, m.seq + 1)
            order by m.seq desc limit {Math.Clamp(take, 1, 200)}
            """, ct);
        rows.Reverse();
        return rows;
    }

    private static Sql Columns => $"""
        select c.id, c.contact_id, p.display_name, a.kind as channel, c.language, c.control, m.staff_name as control_name, c.last_text,
            c.last_message_at, c.last_seq, c.last_seq > c.read_seq as unread,
            exists (select 1 from suppression s where s.tenant_id = c.tenant_id and s.contact_id = c.contact_id) as suppressed,
            exists (select 1 from inbound_event e where e.tenant_id = c.tenant_id and e.conversation_id = c.id and e.state = 'parked') as parked,
            c.last_inbound_at, coalesce(c.window_closed_at >= c.last_inbound_at, c.window_closed_at is not null) as window_closed
        from conversation c
        join contact p on p.tenant_id = c.tenant_id and p.id = c.contact_id
        join channel_account a on a.tenant_id = c.tenant_id and a.id = c.channel_account_id
        left join membership m on m.tenant_id = c.tenant_id and m.staff_id = c.control_staff_id
        """;
}

/// <param name="Before">The last row of the page before.</param>
public sealed record InboxQuery(Control? Control = null, string? Text = null, InboxMark? Before = null, int Take = 50)
{
    /// <summary>Only what this person answers.</summary>
    public StaffId? AnsweredBy { get; init; }
}

public sealed record InboxMark(DateTimeOffset At, ConversationId Id);

/// <param name="LastInboundAt">When the customer last wrote.</param>
/// <param name="WindowClosed">The provider has said since that free text is over.</param>
public sealed record ConversationLine(
    ConversationId Id, ContactId ContactId, string? DisplayName, string Channel, string Language, Control Control, string? ControlName,
    string? LastText, DateTimeOffset LastMessageAt, long LastSeq, bool Unread, bool Suppressed, bool Parked,
    DateTimeOffset? LastInboundAt, bool WindowClosed);

/// <param name="Author">customer, bot, staff, system, or elsewhere: somebody of the shop who wrote in the provider's own app.</param>
/// <param name="Content">The normal form as JSON: an <see cref="InboundContent"/> for the customer's, a <see cref="RichMessage"/> for ours.</param>
/// <param name="Delivery">The outbox state of an outgoing message.</param>
/// <param name="Parked">Why the bot could not answer it.</param>
/// <param name="Referral">The <see cref="Platform.Messages.Referral"/> it came with, as JSON.</param>
/// <param name="File">The file it came with.</param>
public sealed record ThreadMessage(
    MessageId Id, long Seq, string Author, string? StaffName, string Text, string Content, DateTimeOffset CreatedAt, string? Delivery,
    string? Problem, string? Parked, string? Referral, ThreadFile? File);

/// <param name="State">waiting (to be fetched), stored, refused or expired.</param>
/// <param name="Kind">image, audio, video, file or sticker.</param>
/// <param name="Name">As the customer called it; untrusted text.</param>
/// <param name="Size">In bytes, once it is known.</param>
/// <param name="Problem">Why it is not there.</param>
public sealed record ThreadFile(string State, string Kind, string? Name, string? Caption, string? ContentType, long? Size, string? Problem)
{
    [JsonIgnore]
    public bool IsShown => State == "stored" && FileAnswer.IsShown(ContentType);
}
