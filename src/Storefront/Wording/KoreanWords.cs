using System.Globalization;
using ChatCommerce.Commerce.Orders;

namespace ChatCommerce.Storefront.Wording;

internal sealed class KoreanWords : Words
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("ko-KR");

    public override string Language => "ko";

    public override string SkipToContent => "본문으로 건너뛰기";

    public override string Menu => "주 메뉴";

    public override string Products => "상품";

    public override string AllProducts => "전체 상품";

    public override string Posts => "이야기";

    public override string Contact => "문의";

    public override string GoodToKnow => "이용 안내";

    public override string Search => "검색";

    public override string SearchHint => "무엇을 찾으세요?";

    public override string Chat => "채팅";

    public override string AskInChat => "채팅으로 물어보기";

    public override string BuyInChat => "채팅으로 구매하기";

    public override string Featured => "눈여겨볼 상품";

    public override string New => "새로 들어왔어요";

    public override string Shelves => "둘러보기";

    public override string SeeAll => "모두 보기";

    public override string NothingForSale => "아직 진열된 상품이 없어요";

    public override string NothingForSaleYet => "곧 첫 상품을 만나실 수 있어요. 그동안 궁금한 점은 채팅으로 물어보세요.";

    public override string NothingFound => "찾으시는 상품이 없어요";

    public override string NothingFoundHint => "다른 낱말로 찾아보시거나 채팅으로 물어보세요. 비슷한 상품을 찾아 드릴게요.";

    public override string ClearFilters => "조건 지우기";

    public override string Category => "분류";

    public override string PriceFrom => "최저 가격";

    public override string PriceTo => "최고 가격";

    public override string InStockOnly => "재고 있는 상품만";

    public override string Sort => "정렬";

    public override string Newest => "최신순";

    public override string CheapestFirst => "낮은 가격순";

    public override string DearestFirst => "높은 가격순";

    public override string Apply => "보기";

    public override string Filter => "조건과 정렬";

    public override string Pages => "쪽";

    public override string Previous => "이전";

    public override string Next => "다음";

    public override string Reduced => "할인";

    public override string InsteadOf => "할인 전:";

    public override string SoldOut => "품절";

    public override string Price => "가격";

    public override string Stock => "재고";

    public override string Sku => "상품 번호";

    public override string Details => "상품 정보";

    public override string AllVariants => "모든 옵션의 가격과 재고";

    public override string NoPicture => "사진 준비 중";

    public override string ScanToBuy => "휴대전화로 찍으면 채팅에서 이어집니다";

    public override string NoChatWithoutScript => "채팅을 쓰려면 자바스크립트가 필요한데 이 브라우저에서는 꺼져 있어요. 켜고 새로 고치시거나 아래로 바로 연락해 주세요.";

    public override string ChatLead => "묻고, 고르고, 주문까지 여기에서 하세요. 결제는 안전한 결제 화면에서 하며 카드 번호는 채팅에 적지 않아요.";

    public override string ChatAway => "지금은 채팅에 연결할 수 없어요. 잠시 후 다시 시도하시거나 전화나 이메일로 연락해 주세요.";

    public override string AboutThis => "문의하시는 상품";

    public override string StillAsking => "더 궁금한 점이 있으세요?";

    public override string Home => "처음으로";

    public override string OpeningHours => "영업 시간";

    public override string Phone => "전화";

    public override string Email => "이메일";

    public override string Address => "주소";

    public override string Shipping => "배송";

    public override string Free => "무료";

    public override string NoPosts => "아직 올린 글이 없어요";

    public override string NoPostsYet => "가게 이야기와 쓸모 있는 글을 곧 들려 드릴게요.";

    public override string Total => "합계";

    public override string Subtotal => "상품 금액";

    public override string Discount => "할인";

    public override string Tax => "세금";

    public override string Refunded => "환불";

    public override string PayNow => "결제하기";

    public override string AskAboutOrder => "이 주문을 채팅으로 문의하기";

    public override string Parcel => "택배";

    public override string Track => "배송 조회";

    public override string NotFound => "찾으시는 화면이 없어요";

    public override string NotFoundLead => "주소가 잘못되었거나 내려간 화면이에요.";

    public override string Trouble => "저희 쪽에 문제가 생겼어요";

    public override string TroubleLead => "문제를 기록해 두었어요. 잠시 후 다시 시도해 주세요.";

    public override string ToShop => "가게로 가기";

    public override string From(string price) => $"{price}부터";

    public override string FreeFrom(string price) => $"{price} 이상 무료";

    public override string Left(int pieces) => pieces switch { <= 0 => SoldOut, <= 5 => $"{pieces}개 남음", _ => $"재고 {pieces}개" };

    public override string Found(string text) => $"‘{text}’ 검색 결과";

    public override string Nearest(string text) => $"‘{text}’에 꼭 맞는 상품은 없어서 가까운 상품을 보여 드려요.";

    public override string SearchedInstead(string written, string read) => $"‘{written}’ 대신 ‘{read}’ 검색 결과예요.";

    public override string Choose(string option) => $"{option} 선택";

    public override string Order(string number) => $"주문 {number}";

    public override string PayBefore(string time) => $"{time}까지 상품을 맡아 둘게요.";

    public override string Label(string code) => KoreanLabels.Of(code);

    public override string Days(string days) => KoreanLabels.Days(days);

    public override string Date(DateOnly day) => day.ToString("yyyy년 M월 d일", Culture);

    public override string Time(DateTimeOffset time) => $"{time.ToString("M월 d일 tt h:mm", Culture)}({Zone(time)})";

    public override OrderStanding Standing(OrderState state) => OrderWords.Korean(state);
    public override OrderStanding AtTheBank => new("은행에서 확인하고 있어요", "더 하실 일은 없어요. 은행이 답할 때까지 상품을 맡아 둘게요.");

    public override string ToOrder => "주문 보기";

    public override OrderStanding NotPayable(string code) => OrderWords.KoreanNotPayable(code);

    public override OrderStanding Checking => new("결제를 확인하고 있어요", "몇 초 걸려요. 그대로 기다려 주세요.");

    public override string? Step(string kind) => OrderWords.Korean(kind);
}
