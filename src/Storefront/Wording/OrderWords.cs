using ChatCommerce.Commerce.Orders;

namespace ChatCommerce.Storefront.Wording;

/// <summary>Where an order stands: a few words, and what that means for the customer.</summary>
public sealed record OrderStanding(string Title, string Lead);

internal static class OrderWords
{
    public static OrderStanding English(OrderState state) => state switch
    {
        OrderState.AwaitingPayment => new("Waiting for your payment", "Your things are set aside. Pay to confirm the order."),
        OrderState.Paid => new("Paid, thank you", "We have your payment and are getting your order ready."),
        OrderState.Fulfilling => new("On its way", "Your order is being packed or is with the carrier."),
        OrderState.Completed => new("Done", "Your order is complete. Enjoy it!"),
        OrderState.Cancelled => new("Cancelled", "This order was cancelled. Nothing more will be charged."),
        OrderState.Expired => new("Expired", "The time to pay ran out and the things went back on the shelf. Ask in chat to order again."),
        OrderState.Refunded => new("Refunded", "Your money is on its way back; banks take a few days."),
        OrderState.PartlyRefunded => new("Partly refunded", "Part of your money is on its way back; banks take a few days."),
        _ => new("In preparation", "This order is being put together in chat."),
    };

    public static OrderStanding Korean(OrderState state) => state switch
    {
        OrderState.AwaitingPayment => new("결제를 기다리고 있어요", "상품을 따로 맡아 두었어요. 결제하시면 주문이 확정됩니다."),
        OrderState.Paid => new("결제가 끝났어요, 고맙습니다", "결제를 확인했고 상품을 준비하고 있어요."),
        OrderState.Fulfilling => new("보내는 중이에요", "상품을 포장하고 있거나 택배로 가고 있어요."),
        OrderState.Completed => new("주문이 끝났어요", "잘 쓰시길 바라요!"),
        OrderState.Cancelled => new("취소된 주문이에요", "더 이상 청구되는 금액은 없어요."),
        OrderState.Expired => new("결제 시간이 지났어요", "상품이 다시 진열되었어요. 채팅으로 다시 주문하실 수 있어요."),
        OrderState.Refunded => new("환불했어요", "은행에 따라 며칠 걸릴 수 있어요."),
        OrderState.PartlyRefunded => new("일부를 환불했어요", "은행에 따라 며칠 걸릴 수 있어요."),
        _ => new("준비 중이에요", "채팅에서 만들고 있는 주문이에요."),
    };

    public static OrderStanding EnglishNotPayable(string code) => code switch
    {
        "cart-changed" => new("Your cart has changed", "This link is for what was in it before. Check out again in chat for a new one."),
        "quote-expired" => new("These prices are no longer valid", "Check out again in chat for a new link."),
        "not-enough-stock" => new("Something in this order is sold out", "Nothing has been charged. Ask in chat what is left."),
        "order-cancelled" => new("This order has ended", "Nothing has been charged. Check out again in chat for a new link."),
        "payment-page-closing" => new("One moment, please", "The payment page is just closing. Open this link again in a few minutes."),
        "payment-in-question" => new("We are looking at your payment", "A payment for this order needs a look by our people. Please do not pay again."),
        "payment-busy" => new("The payment page does not open right now", "Nothing has been charged. Please open this link again in a moment."),
        _ => new("This order cannot be paid online right now", "Nothing has been charged. Ask in chat how to pay."),
    };

    public static OrderStanding KoreanNotPayable(string code) => code switch
    {
        "cart-changed" => new("장바구니가 바뀌었어요", "이 링크는 바뀌기 전 장바구니의 것이에요. 채팅에서 다시 결제하시면 새 링크를 드려요."),
        "quote-expired" => new("가격의 유효 기간이 지났어요", "채팅에서 다시 결제하시면 새 링크를 드려요."),
        "not-enough-stock" => new("주문하신 상품이 품절되었어요", "청구된 금액은 없어요. 남은 상품은 채팅으로 물어봐 주세요."),
        "order-cancelled" => new("끝난 주문이에요", "청구된 금액은 없어요. 채팅에서 다시 결제하시면 새 링크를 드려요."),
        "payment-page-closing" => new("잠시만 기다려 주세요", "결제 화면이 막 닫히고 있어요. 몇 분 뒤에 이 링크를 다시 열어 주세요."),
        "payment-in-question" => new("결제를 살펴보고 있어요", "이 주문의 결제를 직원이 확인하고 있어요. 다시 결제하지 말아 주세요."),
        "payment-busy" => new("지금 결제 화면이 열리지 않아요", "청구된 금액은 없어요. 잠시 후 이 링크를 다시 열어 주세요."),
        _ => new("지금은 온라인으로 결제할 수 없어요", "청구된 금액은 없어요. 결제 방법은 채팅으로 물어봐 주세요."),
    };

    public static string? English(string kind) => kind switch
    {
        "placed" => "Ordered",
        "payment-pending" => "Payment being checked by the bank",
        "payment-failed" => "A payment did not go through",
        "paid" => "Paid",
        "shipped" => "Handed to the carrier",
        "completed" => "Completed",
        "cancelled" => "Cancelled",
        "expired" => "Expired unpaid",
        "reopened" => "Opened again",
        "refund-requested" => "Refund begun",
        "refunded" => "Refunded",
        _ => null,
    };

    public static string? Korean(string kind) => kind switch
    {
        "placed" => "주문",
        "payment-pending" => "은행에서 결제 확인 중",
        "payment-failed" => "결제되지 않음",
        "paid" => "결제 완료",
        "shipped" => "택배 발송",
        "completed" => "주문 완료",
        "cancelled" => "취소",
        "expired" => "결제 시간 지남",
        "reopened" => "다시 열림",
        "refund-requested" => "환불 시작",
        "refunded" => "환불 완료",
        _ => null,
    };
}
