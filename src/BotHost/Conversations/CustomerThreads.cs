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
        var (there, here) = (await Place(db, code.AskedIn, ct), await Place(db, code.To, ct));
        var korean = here.Language == "ko";
        var text = korean ? Korean(code.Code, there.Names["ko"]) : English(code.Code, there.Names["en"]);
        var message = new RichMessage(text) { Language = korean ? "ko" : "en" };
        await outgoing.Enqueue(db, code.To, new(message, MessageClass.Notice, "bot") { DedupeKey = $"link:{code.Key}", ExpiresAt = code.ExpiresAt }, ct);
    }

    public async Task<ThreadPlace> Place(TenantScope db, ConversationId thread, CancellationToken ct)
    {
        var found = await db.Get<Found>($"""
            select c.language, a.kind from conversation c join channel_account a on a.tenant_id = c.tenant_id and a.id = c.channel_account_id
            where c.tenant_id = {db.Tenant} and c.id = {thread}
            """, ct);
        var name = kinds.NameOf(found.Kind);
        return new(found.Language.Split('-')[0], new Dictionary<string, string> { ["en"] = name.English, ["ko"] = name.Korean });
    }

    public Task Ask(TenantScope db, ThreadQuestion question, CancellationToken ct) => outgoing.Enqueue(
        db, question.To, new(question.Says, MessageClass.Notice, "bot") { DedupeKey = $"link-ask:{question.Key}", ExpiresAt = question.ExpiresAt }, ct);

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

    private sealed record Found(string Language, string Kind);
}
