using System.Collections.Frozen;

namespace ChatCommerce.Agent.Choosing;

/// <summary>Words around what is meant: they never name a product.</summary>
internal static class Filler
{
    private static readonly FrozenSet<string> Words = Set("""
        a an the this that these those one ones it them some any of in to for my me i im ill id we you your is are was said and also then please pls
        with from at on as ok okay yes no not but so too just only now want need would like get give take add buy put have do does can could will let lets
        more another same cart basket size colour color each item items product products dollars dollar bucks usd price cost costs
        그거 그것 그걸 이거 이것 이걸 저거 거 것 걸 꺼 거로 걸로 그럼 그러면 그리고 좀 하나 하나만 한 두 개 담아 담아줘 담아주세요 담아줄래요 주세요 줘 줘요
        할게요 할게 할래요 할래 해줘 해주세요 사이즈 색상 색 옵션 수량 장바구니 장바구니에 장바구니에서 추가 추가해줘 추가해주세요 넣어줘 넣어주세요 빼줘 빼주세요
        아까 지금 제가 저 저는 나 나는 이라고 했잖아요 원 원에 켤레 벌 장 병 봉 잔 권 세트로 더 말고 사고 싶어요 살게요 살래요 구매 구매할게요 주문 주문할게요
        다시 또 요 그냥 도 으로 로 으로요 로요 이요
        """);

    public static bool Is(string word) => Words.Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
