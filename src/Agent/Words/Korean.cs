using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Agent.Words;

internal sealed class Korean : Phrases
{
    public override string Language => "ko";

    public override string Browse => "둘러보기";
    public override string ShowCart => "장바구니 보기";
    public override string Checkout => "결제하기";
    public override string OrderStatus => "주문 조회";
    public override string Human => "상담원 연결";
    public override string View => "보기";
    public override string AddToCart => "담기";
    public override string More => "더 보기";
    public override string KeepShopping => "계속 둘러보기";
    public override string PayNow => "결제하러 가기";
    public override string TrackOrder => "주문 페이지";
    public override string YesCancel => "네, 취소할게요";
    public override string NoKeep => "아니요, 그대로 둘게요";

    public override string Welcome(string shop, string tagline) => tagline.Length > 0
        ? $"안녕하세요, {shop}입니다! {tagline}. 무엇을 찾으세요?"
        : $"안녕하세요, {shop}입니다! 무엇을 찾으세요?";

    public override string Unsure => "죄송해요, 잘 이해하지 못했어요. “10만원 이하 파란 운동화”처럼 말씀해 주시거나 아래에서 골라 주세요.";
    public override string Thanks => "별말씀을요! 더 도와드릴 일이 있을까요?";
    public override string Bye => "들러 주셔서 고마워요. 언제든 말 걸어 주세요!";
    public override string Declined => "네, 알겠어요. 다른 건 무엇을 찾으세요?";
    public override string Categories => "이런 상품들이 있어요. 무엇을 보여드릴까요?";
    public override string NoPictures => "아직 사진이나 음성은 볼 수 없어요. 찾으시는 걸 글로 알려 주시거나 상담원에게 물어봐 주세요.";
    public override string NoDiscount => "가격은 제가 바꿀 수 없어요. 보이는 가격 그대로예요. 행사나 혜택은 상담원에게 물어봐 주세요.";
    public override string NothingPending => "지금 여쭤본 것은 없어요. 무엇을 도와드릴까요?";
    public override string HandingOff => "상담원에게 연결해 드릴게요. 이 채팅방에서 바로 답해 드려요.";
    public override string NotUnderstoodHandingOff => "거듭 죄송해요. 상담원에게 연결해 드릴게요. 이 채팅방에서 바로 답해 드려요.";
    public override string Stopped(string shop) => $"앞으로 {shop}에서 메시지를 보내지 않을게요. 다시 받으시려면 ‘수신동의’라고 보내 주세요.";
    public override string Started(string shop) => $"다시 만나서 반가워요! 이제 {shop}의 메시지를 다시 받으실 수 있어요. 무엇을 찾으세요?";
    public override string AdvertisingOn(string shop, string day) => $"{day} {shop}의 광고성 정보 수신에 동의하셨어요. 언제든지 ‘광고 수신 거부’라고 보내시면 철회돼요.";
    public override string AdvertisingOff(string shop, string day) => $"{day} {shop}의 광고성 정보 수신 동의를 철회했어요. 주문 소식과 답변은 계속 보내 드려요.";
    public override string LanguageSet => "네, 이제 한국어로 말씀드릴게요.";
    public override string LanguageUnknown(string asked) => "여기서는 한국어와 영어로 이야기할 수 있어요.";
    public override string Safe => "그 부분은 짐작으로 말씀드리지 않을게요. 상품이나 주문을 알려 주시면 찾아보고, 상담원에게 물어보실 수도 있어요.";

    public override string Found(int shown, bool more) => shown == 1 && !more ? "이런 상품이 있어요." : "이런 상품이 있어요. 번호나 이름으로 골라 주세요.";
    public override string Corrected(string words) => $"‘{words}’ 검색 결과를 보여드려요.";
    public override string HalfMatched(string query) => $"‘{query}’에 꼭 맞는 상품은 없지만, 비슷한 상품이에요.";
    public override string Nothing => "찾으시는 상품이 없어요. 다른 말로 찾아보거나, 둘러보거나, 상담원에게 물어봐 주세요.";
    public override string NoMore => "찾은 상품은 여기까지예요.";
    public override string Stock(int left) => left switch { <= 0 => "품절", <= 5 => $"{left}개 남음", _ => "재고 있음" };
    public override string From(Price price) => $"{price.Show(Language)}부터";
    public override string Was(Price price) => $"정가 {price.Show(Language)}";
    public override string OptionName(string code) => code switch
    {
        "size" => "사이즈",
        "color" or "colour" => "색상",
        "scent" => "향",
        "weight" or "capacity" or "volume" => "용량",
        "grind" => "분쇄",
        "length" => "길이",
        "nib" => "펜촉",
        "material" => "소재",
        _ => code,
    };
    public override string AskOption(string option, string title) => $"{title}, 어떤 {OptionName(option)}로 드릴까요?";
    public override string OnlyOption(string value, string title) => $"{title}, 지금은 {value}만 있어요. 이걸로 드릴까요?";
    public override string WhichOne => "어떤 상품을 말씀하시는 걸까요?";
    public override string NoAnswerFound => "그 내용은 제가 가진 안내에 없어요. 상담원이 알려 드릴 수 있어요.";

    public override string Line(int quantity, string item) => $"{item} × {quantity}";
    public override string Added(int quantity, string item) => $"장바구니에 담았어요: {item} × {quantity}";
    public override string Changed(int quantity, string item) => $"수량을 바꿨어요: {item} × {quantity}";
    public override string Removed(string item) => $"장바구니에서 뺐어요: {item}";
    public override string Cleared => "장바구니를 비웠어요.";
    public override string CartEmpty => "장바구니가 비어 있어요. 찾으시는 상품을 말씀해 주세요.";
    public override string CartOf => "장바구니:";
    public override string Subtotal(Price price) => $"상품 합계: {price.Show(Language)}";
    public override string NoLongerSold => "지금은 살 수 없음";

    public override string Shipping(string label, Price price) => $"{label}: {(price.Minor == 0 ? "무료" : price.Show(Language))}";
    public override string Delivery => "배송비";
    public override string Total(Price price) => $"결제 금액: {price.Show(Language)}";
    public override string OrderReady(string number, string until) => $"주문 {number} 준비됐어요. 아래 버튼으로 결제해 주세요. {until}까지 상품을 맡아 둘게요.";
    public override string OrderIs(string number, string state) => $"주문 {number}: {state}";
    public override string State(OrderState state) => state switch
    {
        OrderState.Draft => "주문 전",
        OrderState.AwaitingPayment => "결제를 기다리고 있어요",
        OrderState.Paid => "결제 완료, 상품을 준비하고 있어요",
        OrderState.Fulfilling => "배송 중이에요",
        OrderState.Completed => "완료됐어요",
        OrderState.Cancelled => "취소됐어요",
        OrderState.Expired => "결제 시간이 지나 만료됐어요",
        OrderState.Refunded => "환불됐어요",
        _ => "일부 환불됐어요",
    };
    public override string NoOrders => "고객님의 주문이 보이지 않아요. 다른 곳에서 주문하셨다면 상담원이 찾아 드릴 수 있어요.";
    public override string ConfirmCancel(string number, Price total) => $"주문 {number}번({total.Show(Language)})을 취소할까요? 취소하면 되돌릴 수 없어요.";
    public override string Cancelled(string number) => $"주문 {number}번을 취소했어요. 결제된 금액은 없어요.";
    public override string Kept(string number) => $"네, 주문 {number}번은 그대로 둘게요.";
    public override string Tracking(string carrier, string number) => $"{carrier}, 운송장 번호 {number}";

    public override string LinkWhere => "네, 연결해 드릴게요. 전에 어디에서 이야기하셨나요? 그 채팅의 주문 번호나, 왓츠앱·문자에 쓰신 휴대폰 번호를 알려 주세요.";
    public override string LinkCodeSent => "저희가 아는 번호라면 다른 채팅으로 인증번호 6자리를 보냈어요. 10분 안에 여기에 입력해 주세요. 그 전에는 아무것도 공유되지 않아요.";
    public override string LinkShowCode => "인증번호 보기";
    public override string LinkCodeShown(string code) =>
        $"인증번호는 {code}이에요. 10분 안에 저희와의 다른 채팅에 입력해 주세요. 공유하기 전에 그 채팅과 여기에서 한 번씩 여쭤볼게요. 번호를 아무에게도 알려 주지 마세요.";
    public override string LinkCodeOwn => "이 인증번호는 다른 채팅에 입력하는 번호예요. 여기가 아니라 그 채팅에 입력해 주세요.";
    public override string LinkOffer(string channel, LinkStake stake) =>
        $"{channel}에서 보여 드린 인증번호예요. 두 채팅을 연결할까요? 연결하면 그 채팅에서 {Stake(stake)}을 볼 수 있어요. 그 채팅에서 직접 번호를 요청하셨을 때만 ‘네’라고 해 주세요. " +
        "다른 사람이 알려 준 번호라면 ‘아니요’라고 해 주세요.";
    public override string LinkOffered(string channel) => $"고마워요. 아직 아무것도 공유되지 않았어요. {channel}에서도 방금 여쭤봤으니 그곳에서도 ‘네’라고 해 주세요.";
    public override string LinkTyped(string channel, LinkStake stake) =>
        $"{channel}에서 인증번호가 입력됐어요. 두 채팅을 연결할까요? 연결하면 그 채팅에서 {Stake(stake)}을 볼 수 있어요. 본인이 입력하지 않았다면 ‘아니요’라고 해 주세요.";
    public override string LinkCodeWrong(int left) => $"인증번호가 맞지 않아요. 확인하고 다시 입력해 주세요. ({left}번 남음)";
    public override string LinkCodeGone => "지금 확인할 수 있는 그런 인증번호가 없어요. 번호를 확인하시거나, 새로 받으시려면 ‘다른 채팅 연결’이라고 말씀해 주세요.";
    public override string LinkAsk => "인증번호가 맞아요. 두 채팅을 연결할까요? 연결하면 장바구니와 주문, 언어를 함께 쓰게 돼요.";
    public override string YesLink => "네, 연결할게요";
    public override string NoLink => "아니요, 따로 둘게요";
    public override string Linked => "연결했어요! 이제 두 채팅에서 같은 장바구니와 주문, 언어를 써요.";
    public override string NotLinked => "네, 두 채팅은 따로 둘게요.";

    public override string Refused(Refusal refusal) => refusal.Code switch
    {
        "quantity-not-valid" => "수량은 1부터 999까지의 숫자로 말씀해 주세요.",
        "not-enough-stock" => Fact(refusal, "left") is var left && left is "" or "0" ? "죄송해요, 품절이에요." : $"죄송해요, {left}개만 남아 있어요.",
        "not-sellable" => "죄송해요, 지금은 판매하지 않는 상품이에요.",
        "product-not-found" => "어떤 상품인지 모르겠어요. 이름을 알려 주시거나 목록에서 골라 주세요.",
        "sku-not-found" => "그 번호의 상품은 없어요. 번호를 다시 확인하시거나 상품 이름을 알려 주세요.",
        "cart-empty" => CartEmpty,
        "not-in-cart" => "장바구니에 없는 상품이에요.",
        "order-not-found" => NoOrders,
        "order-not-cancellable" or "order-paid" or "order-closed" => "그 주문은 여기서 취소할 수 없어요. 상담원이 도와드릴게요.",
        "cart-full" => "장바구니가 가득 찼어요. 먼저 결제하시거나 상품을 빼 주세요.",
        "shipping-method-not-known" => "그 방법으로는 보내 드리지 못해요.",
        "option-not-offered" => "그런 옵션은 없어요.",
        "link-tried-too-often" => "인증번호를 여러 번 요청하셨어요. 한 시간 뒤에 다시 시도해 주세요.",
        "link-gone" => "이제는 두 채팅을 연결할 수 없어요. ‘다른 채팅 연결’이라고 말씀하시면 다시 시작할게요.",
        "confirmation-gone" => "지나간 질문이에요. 원하시는 것을 다시 말씀해 주세요.",
        _ => refusal.Message,
    };

    private static string Stake(LinkStake stake)
    {
        var cart = stake.Items == 0 ? "장바구니" : $"장바구니({stake.Items}개)";
        var more = stake.MoreOrders > 0 ? $" 외 {stake.MoreOrders}건" : "";
        return stake.Latest.Count == 0 ? $"{cart}와 앞으로의 주문 내용" : $"{cart}와 주문({string.Join(", ", stake.Latest)}{more}) 내용";
    }
}
