using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Conversations;

/// <summary>Tells the customer about their order in the thread it was placed in, in the same transaction as the change, once.</summary>
internal sealed class OrderNewsMessages(OutgoingMessages outgoing, HostAddress address) : IOrderNews
{
    public async Task Announce(TenantScope db, OrderNews news, CancellationToken ct)
    {
        if (news.ConversationId is not { } conversation)
        {
            return;
        }

        var order = await db.Get<Row>($"""
            select c.language, (select count(*) from order_event e where e.tenant_id = o.tenant_id and e.order_id = o.id)::int as events
            from conversation c, sales_order o
            where c.tenant_id = {db.Tenant} and c.id = {conversation} and o.tenant_id = {db.Tenant} and o.id = {news.OrderId}
            """, ct);
        var language = order.Language;
        var page = address.At($"/t/{news.TrackToken}").ToString();
        var message = new RichMessage(Text(news, language))
        {
            Language = language,
            Link = new LinkButton(IsKorean(language) ? "주문 보기" : "View order", page),
            Facts = new Dictionary<string, string> { ["number"] = news.Number, ["amount"] = news.Amount.Show(language), ["link"] = page },
        };

        // What is told stands in the order's history already, so the same kind of news a second time is another one.
        var key = $"order:{news.OrderId}:{SqlName.Of(news.Kind)}:{order.Events}";
        await outgoing.Enqueue(db, conversation, new(message, MessageClass.Notice, "bot") { DedupeKey = key }, ct);
    }

    private static bool IsKorean(string language) => language.StartsWith("ko", StringComparison.Ordinal);

    private static string Text(OrderNews news, string language) =>
        IsKorean(language) ? Korean(news, news.Amount.Show(language)) : English(news, news.Amount.Show(language));

    private static string English(OrderNews news, string amount) => news.Kind switch
    {
        OrderNewsKind.Paid => $"Thank you! We received {amount} for order {news.Number}. We'll write here when it's on its way.",
        OrderNewsKind.Expired => $"Order {news.Number} wasn't paid in time, so we let it go. Your cart is still here: say \"checkout\" for a new link.",
        OrderNewsKind.Cancelled => $"Order {news.Number} is cancelled. Nothing was charged.",
        OrderNewsKind.Refunded => $"We refunded {amount} for order {news.Number}. Your bank may need a few days to show it.",
        OrderNewsKind.Shipped => $"Order {news.Number} is on its way.",
        OrderNewsKind.LateRefund => $"Your payment of {amount} for order {news.Number} came after it had ended and an item is no longer in stock. We are refunding all of it, sorry.",
        OrderNewsKind.SecondRefund => $"You paid a second time: {amount} for order {news.Number}. The first payment stands, and we are refunding all of the second.",
        OrderNewsKind.PaymentFailed => $"The payment for order {news.Number} didn't go through. You can try again with the same link.",
        _ => throw new InvalidOperationException($"No words for {news.Kind}."),
    };

    private static string Korean(OrderNews news, string amount) => news.Kind switch
    {
        OrderNewsKind.Paid => $"감사합니다! 주문 {news.Number}의 결제 {amount}을 확인했어요. 발송되면 여기로 알려 드릴게요.",
        OrderNewsKind.Expired => $"주문 {news.Number}은 결제 시간이 지나 종료되었어요. 장바구니는 그대로 있으니 \"결제\"라고 말씀하시면 새 링크를 드릴게요.",
        OrderNewsKind.Cancelled => $"주문 {news.Number}이 취소되었어요. 청구된 금액은 없습니다.",
        OrderNewsKind.Refunded => $"주문 {news.Number}의 {amount}을 환불했어요. 카드사에 따라 며칠 걸릴 수 있어요.",
        OrderNewsKind.Shipped => $"주문 {news.Number}이 발송되었어요.",
        OrderNewsKind.LateRefund => $"주문 {news.Number}의 결제 {amount}이 주문 종료 후에 들어왔고 재고가 남아 있지 않아 전액 환불해 드립니다. 죄송합니다.",
        OrderNewsKind.SecondRefund => $"주문 {news.Number}의 결제 {amount}이 두 번째로 들어와 전액 환불해 드립니다. 먼저 하신 결제는 그대로 유효해요.",
        OrderNewsKind.PaymentFailed => $"주문 {news.Number}의 결제가 완료되지 않았어요. 같은 링크로 다시 시도하실 수 있어요.",
        _ => throw new InvalidOperationException($"No words for {news.Kind}."),
    };

    private sealed record Row(string Language, int Events);
}
