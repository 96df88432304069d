namespace ChatCommerce.Sandbox.Stripe.Pages;

/// <summary>The checkout page's words.</summary>
public sealed record PayTexts
{
    public static readonly PayTexts English = new();

    public static readonly PayTexts Korean = new()
    {
        Language = "ko",
        Test = "테스트 화면입니다. 실제로 결제되지 않습니다.",
        Back = "뒤로",
        Total = "총 결제 금액",
        Summary = "주문 내역",
        Quantity = "수량",
        Each = "개당",
        Subtotal = "상품 금액",
        Contact = "연락처",
        Email = "이메일",
        Phone = "전화번호",
        Shipping = "배송지",
        Address = "주소",
        City = "시/도",
        PostalCode = "우편번호",
        Country = "국가",
        Card = "카드 정보",
        Number = "카드 번호",
        Expiry = "유효기간 (월 / 년)",
        Cvc = "보안 코드",
        Name = "카드 소유자 이름",
        Pay = "결제하기",
        TestCards = "테스트 카드 번호",
        Pays = "결제됩니다",
        Declines = "거절됩니다",
        NoFunds = "잔액이 부족합니다",
        Paid = "결제가 완료되었습니다",
        PaidMore = "이 페이지에서 더 하실 일은 없습니다.",
        Pending = "결제를 확인하고 있습니다",
        PendingMore = "입금이 확인되면 상점에서 알려 드립니다.",
        Expired = "결제 시간이 지났습니다",
        ExpiredMore = "상점으로 돌아가 새 결제 링크를 받으세요. 결제된 금액은 없습니다.",
        ToShop = "상점으로 돌아가기",
        Required = "필수 항목입니다.",
        Mistakes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = "카드 번호가 올바르지 않습니다.",
            ["expiry"] = "유효기간이 올바르지 않습니다.",
            ["cvc"] = "보안 코드가 올바르지 않습니다.",
            ["insufficient_funds"] = "카드 잔액이 부족합니다. 다른 카드로 다시 시도해 주세요.",
            ["expired_card"] = "유효기간이 지난 카드입니다.",
            ["card_declined"] = "카드가 거절되었습니다. 다른 카드로 다시 시도해 주세요.",
        },
    };

    public string Language { get; private init; } = "en";

    public string Test { get; private init; } = "Test page. No real money moves.";

    public string Back { get; private init; } = "Back";

    public string Total { get; private init; } = "Total";

    public string Summary { get; private init; } = "Your order";

    public string Quantity { get; private init; } = "Qty";

    public string Each { get; private init; } = "each";

    public string Subtotal { get; private init; } = "Subtotal";

    public string Contact { get; private init; } = "Contact";

    public string Email { get; private init; } = "Email";

    public string Phone { get; private init; } = "Phone";

    public string Shipping { get; private init; } = "Shipping address";

    public string Address { get; private init; } = "Address";

    public string City { get; private init; } = "City";

    public string PostalCode { get; private init; } = "Postal code";

    public string Country { get; private init; } = "Country";

    public string Card { get; private init; } = "Card";

    public string Number { get; private init; } = "Card number";

    public string Expiry { get; private init; } = "Expiry (MM / YY)";

    public string Cvc { get; private init; } = "Security code";

    public string Name { get; private init; } = "Name on card";

    public string Pay { get; private init; } = "Pay";

    public string TestCards { get; private init; } = "Test card numbers";

    public string Pays { get; private init; } = "pays";

    public string Declines { get; private init; } = "is declined";

    public string NoFunds { get; private init; } = "has no funds";

    public string Paid { get; private init; } = "Paid. Thank you!";

    public string PaidMore { get; private init; } = "There is nothing more to do on this page.";

    public string Pending { get; private init; } = "Waiting for your payment";

    public string PendingMore { get; private init; } = "The shop lets you know as soon as the money has arrived.";

    public string Expired { get; private init; } = "This checkout has expired";

    public string ExpiredMore { get; private init; } = "Ask the shop for a new link. You have not been charged.";

    public string ToShop { get; private init; } = "Back to the shop";

    public string Required { get; private init; } = "This is needed.";

    /// <summary>What was wrong, by field or decline code; what is not here is said as the bank says it.</summary>
    private IReadOnlyDictionary<string, string> Mistakes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static PayTexts For(string? locale, string acceptLanguage)
    {
        var wanted = locale is null or "auto" ? acceptLanguage.Split(',')[0] : locale;
        return wanted.StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? Korean : English;
    }

    public string Mistake(string key, string fallback) => Mistakes.GetValueOrDefault(key, fallback);

    /// <summary>"Pay $90.00", "₩129,000 결제하기".</summary>
    public string PayButton(string amount) => Language is "ko" ? amount + " " + Pay : Pay + " " + amount;
}
