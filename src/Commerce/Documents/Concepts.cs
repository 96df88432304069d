namespace ChatCommerce.Commerce.Documents;

/// <summary>
/// Words that ask for the same thing. Customers say "delivery" where the shop wrote "shipping", and ask in English of a shop that writes
/// Korean; product search needs none of this, questions about the shop do.
/// </summary>
internal static class Concepts
{
    private static readonly Dictionary<string, HashSet<string>> ByTerm = Read(
        "ship shipping shipped shipment deliver delivery postage courier dispatch 배송 택배 배달",
        "return returns refund exchange 반품 교환 환불",
        "hours open opening close closing closed holiday 영업 휴무 쉽니",
        "pay payment paying card cash 결제 카드 지불",
        "size sizes sizing 사이즈 치수",
        "wash washing care clean cleaning laundry 세탁 관리",
        "address location located directions 주소 위치 오시",
        "pickup pick collect 받기 수령",
        "track tracking 조회 운송",
        "discount coupon sale promotion 할인 쿠폰",
        "warranty guarantee repair 보증 수리",
        "gift wrap wrapping 선물 포장",
        "cancel cancellation 취소",
        "contact phone email call 전화 연락");

    /// <summary>The term and those that ask for the same.</summary>
    public static IReadOnlySet<string> Around(string term) => ByTerm.TryGetValue(term, out var around) ? around : new HashSet<string> { term };

    private static Dictionary<string, HashSet<string>> Read(params string[] lines)
    {
        var byTerm = new Dictionary<string, HashSet<string>>();
        foreach (var line in lines)
        {
            var terms = DocumentTerms.Of(line).ToHashSet();
            foreach (var term in terms)
            {
                byTerm[term] = terms;
            }
        }

        return byTerm;
    }
}
