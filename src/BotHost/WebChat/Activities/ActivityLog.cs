using System.Globalization;
using System.Text;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.WebChat.Activities;

/// <summary>Reads what a web chat client may see, in the order of its watermark.</summary>
internal sealed class ActivityLog(TenantDb tenants)
{
    private const int MostOnPage = 100;

    /// <summary>Null until the first activity has been stored.</summary>
    public Task<ConversationId?> Find(ChatSession session, CancellationToken ct) => tenants.For(session.Tenant).Find<ConversationId?>($"""
        select id from conversation
        where tenant_id = {session.Tenant} and channel_account_id = {session.Account} and thread_key = {session.Conversation}
        """, ct);

    /// <summary>The activities after a watermark, at most 100; read on from the page's own watermark.</summary>
    public async Task<ActivityPage> Read(ChatSession session, long after, CancellationToken ct)
    {
        var rows = await tenants.For(session.Tenant).List<Row>($"""
            select c.id, a.watermark, a.body
            from conversation c
            left join lateral (
                select watermark, body from activity
                where tenant_id = c.tenant_id and conversation_id = c.id and watermark > {after} order by watermark limit {MostOnPage}
            ) a on true
            where c.tenant_id = {session.Tenant} and c.channel_account_id = {session.Account} and c.thread_key = {session.Conversation}
            order by a.watermark
            """, ct);
        List<string> bodies = [.. rows.Select(r => r.Body).OfType<string>()];
        return new(rows is [var first, ..] ? first.Id : null, bodies, rows is [.., { Watermark: { } last }] ? last : after);
    }

    private sealed record Row(ConversationId Id, long? Watermark, string? Body);
}

/// <param name="Conversation">Null until the first activity has been stored.</param>
internal sealed record ActivityPage(ConversationId? Conversation, IReadOnlyList<string> Bodies, long Watermark)
{
    /// <summary>The protocol's ActivitySet; the stored activities go out as they are.</summary>
    public string ToJson() => new StringBuilder("{\"activities\":[").AppendJoin(',', Bodies)
        .Append("],\"watermark\":\"").Append(Watermark.ToString(CultureInfo.InvariantCulture)).Append("\"}").ToString();
}
