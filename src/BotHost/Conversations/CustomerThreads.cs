using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Conversations;

/// <summary>What joining two chats does to their threads: the code that proves it goes out in one of them, and later they are one person's.</summary>
internal sealed class CustomerThreads(OutgoingMessages outgoing, OpenThreads open, ChannelKinds kinds) : IThreads
{
    public async Task SendCode(TenantScope db, CodeMessage code, CancellationToken ct)
    {
        var place = await db.Get<Place>($"""
            select c.language, a.kind as channel from conversation c, conversation f
            join channel_account a on a.tenant_id = f.tenant_id and a.id = f.channel_account_id
            where c.tenant_id = {db.Tenant} and c.id = {code.To} and f.tenant_id = {db.Tenant} and f.id = {code.AskedIn}
            """, ct);
        var korean = place.Language.StartsWith("ko", StringComparison.Ordinal);
        var text = korean ? Korean(code.Code, kinds.NameOf(place.Channel).Korean) : English(code.Code, kinds.NameOf(place.Channel).English);
        var message = new RichMessage(text) { Language = korean ? "ko" : "en" };
        await outgoing.Enqueue(db, code.To, new(message, MessageClass.Notice, "bot") { DedupeKey = $"link:{code.Key}", ExpiresAt = code.ExpiresAt }, ct);
    }

    public async Task<ConversationId?> Reachable(TenantScope db, IReadOnlyList<ConversationId> threads, CancellationToken ct)
    {
        Guid[] ids = [.. threads.Select(t => t.Value)];
        var known = await db.List<KnownThread>($"""
            select c.id, a.kind, c.last_inbound_at, coalesce(c.window_closed_at >= c.last_inbound_at, c.window_closed_at is not null) as window_closed
            from conversation c join channel_account a on a.tenant_id = c.tenant_id and a.id = c.channel_account_id and a.status = 'connected'
            where c.tenant_id = {db.Tenant} and c.id = any ({ids}) order by array_position({ids}, c.id)
            """, ct);
        return known.Find(open.IsOpen)?.Id;
    }

    public Task Move(TenantScope db, ContactId from, ContactId to, CancellationToken ct) => db.Execute($"""
        update conversation set contact_id = {to}, language = coalesce(
            (select language from conversation where tenant_id = {db.Tenant} and contact_id = {to} order by last_inbound_at desc nulls last limit 1), language)
        where tenant_id = {db.Tenant} and contact_id = {from}
        """, ct);

    private static string English(string code, string channel) =>
        $"{code} is your code. Someone on {channel} asks to join your cart and orders. If that is you, type it there within 10 minutes. " +
        "If this is not you, ignore it and give the code to nobody.";

    private static string Korean(string code, string channel) =>
        $"인증번호는 {code}이에요. {channel}에서 누군가 고객님의 장바구니와 주문을 연결하려고 해요. 본인이라면 10분 안에 그 채팅에 입력해 주세요. " +
        "본인이 아니라면 무시하시고, 번호를 아무에게도 알려 주지 마세요.";

    private sealed record Place(string Language, string Channel);
}
