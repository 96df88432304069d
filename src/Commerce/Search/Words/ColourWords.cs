namespace ChatCommerce.Commerce.Search.Words;

/// <summary>Colours by all the words people use for them, English and Korean.</summary>
internal static class ColourWords
{
    private static readonly string[][] Groups =
    [
        ["black", "검정", "검은", "검정색", "검은색", "블랙", "까만", "까만색"],
        ["white", "흰", "흰색", "하얀", "하얀색", "하양", "화이트"],
        ["blue", "파랑", "파란", "파란색", "파랑색", "블루", "푸른"],
        ["navy", "네이비", "남색", "곤색", "네이비색"],
        ["red", "빨강", "빨간", "빨간색", "빨강색", "레드", "붉은"],
        ["green", "초록", "초록색", "녹색", "그린"],
        ["yellow", "노랑", "노란", "노란색", "노랑색", "옐로", "옐로우"],
        ["gray", "grey", "회색", "그레이", "쥐색"],
        ["pink", "분홍", "분홍색", "핑크", "핑크색"],
        ["purple", "violet", "보라", "보라색", "퍼플", "바이올렛"],
        ["brown", "갈색", "브라운", "밤색"],
        ["beige", "베이지", "베이지색"],
        ["orange", "주황", "주황색", "오렌지색"],
        ["silver", "은색", "실버"],
        ["gold", "golden", "금색", "골드"],
        ["ivory", "cream", "아이보리", "크림색", "아이보리색"],
        ["khaki", "카키", "카키색"],
        ["charcoal", "차콜", "차콜색", "먹색"],
        ["mint", "민트", "민트색"],
        ["coral", "코랄", "코랄색", "산호색"],
        ["turquoise", "teal", "청록", "청록색"],
        ["burgundy", "maroon", "와인색", "버건디", "자주색"],
    ];

    private static readonly Dictionary<string, int> GroupOf = Groups.SelectMany((g, i) => g.Select(w => (Word: w, Group: i)))
        .ToDictionary(w => w.Word, w => w.Group, StringComparer.Ordinal);

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "color", "colour", "색", "색상", "컬러" };

    public static bool IsColour(string optionName) => Names.Contains(optionName);

    /// <summary>Of the values on offer, those that this word means: "blue" also takes "royal blue" and "파랑".</summary>
    public static IReadOnlyList<string> Meant(string word, IEnumerable<string> values) => !GroupOf.TryGetValue(word, out var group)
        ? []
        : [.. values.Where(v => TextFold.Fold(v).Split(' ', '-', '/').Any(w => GroupOf.TryGetValue(w, out var g) && g == group))];
}
