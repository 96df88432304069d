namespace ChatCommerce.Agent.Choosing;

/// <summary>Other words for common option values, across languages: a shop that writes 파랑 understands 파란색 and blue.</summary>
internal static class ValueWords
{
    private static readonly string[][] Groups =
    [
        ["blue", "파랑", "파란색", "파란", "파랑색", "블루", "청색", "azul"],
        ["navy", "네이비", "남색", "곤색"],
        ["black", "검정", "검정색", "검은색", "검은", "까만색", "까만", "블랙", "negro"],
        ["white", "흰색", "하양", "하얀색", "하얀", "흰", "화이트", "백색", "blanco"],
        ["red", "빨강", "빨간색", "빨간", "레드", "rojo"],
        ["gray", "grey", "회색", "그레이", "잿빛"],
        ["green", "초록", "초록색", "녹색", "그린", "verde"],
        ["yellow", "노랑", "노란색", "노란", "옐로", "amarillo"],
        ["pink", "분홍", "분홍색", "핑크", "rosa"],
        ["brown", "갈색", "브라운", "밤색"],
        ["beige", "베이지", "베이지색"],
        ["purple", "보라", "보라색", "퍼플"],
        ["orange", "주황", "주황색", "오렌지색"],
        ["coral", "코랄", "산호색"],
        ["olive", "올리브", "올리브색"],
        ["mustard", "머스타드", "겨자색"],
        ["ivory", "아이보리", "cream", "크림", "크림색"],
        ["small", "s", "스몰", "작은", "소"],
        ["medium", "m", "미디엄", "중간", "중"],
        ["large", "l", "라지", "큰", "대", "big"],
        ["x-large", "xl", "extra large", "엑스라지"],
        ["lavender", "라벤더"],
        ["fig", "무화과"],
        ["forest", "숲"],
        ["cedar", "삼나무"],
    ];

    private static readonly Dictionary<string, string[]> ByWord =
        Groups.SelectMany(g => g.Select(w => (Word: w, Group: g))).ToDictionary(g => g.Word, g => g.Group);

    public static bool Knows(string word) => ByWord.ContainsKey(word);

    /// <summary>The value as the shop writes it and every other way to say it, longest first.</summary>
    public static IEnumerable<string> Of(string value)
    {
        var folded = Spoken.Fold(value);
        return ByWord.TryGetValue(folded, out var group) ? group.Prepend(folded).Distinct().OrderByDescending(w => w.Length) : [folded];
    }
}
