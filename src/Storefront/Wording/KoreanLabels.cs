using System.Collections.Frozen;
using System.Text;

namespace ChatCommerce.Storefront.Wording;

/// <summary>Codes that shops keep in English, as Korean pages name them.</summary>
internal static class KoreanLabels
{
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["size"] = "사이즈", ["color"] = "색상", ["material"] = "소재", ["use"] = "쓰임", ["gender"] = "대상", ["type"] = "종류",
        ["weight"] = "무게", ["count"] = "수량", ["season"] = "계절", ["caffeine"] = "카페인", ["origin"] = "원산지", ["volume"] = "용량",
        ["pattern"] = "무늬", ["pages"] = "쪽수", ["waterproof"] = "방수", ["power"] = "전력", ["grind"] = "분쇄", ["scent"] = "향",
        ["nib"] = "펜촉", ["capacity"] = "용량", ["length"] = "길이", ["warmth"] = "보온", ["cushioning"] = "쿠션", ["battery"] = "배터리",
        ["brightness"] = "밝기", ["pieces"] = "구성", ["dishwasher"] = "식기세척기", ["induction"] = "인덕션", ["closure"] = "여밈",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Code, string Name)[] WeekDays =
        [("Mon", "월"), ("Tue", "화"), ("Wed", "수"), ("Thu", "목"), ("Fri", "금"), ("Sat", "토"), ("Sun", "일")];

    public static string Of(string code) => Labels.GetValueOrDefault(code, code);

    public static string Days(string days)
    {
        var text = new StringBuilder(days);
        foreach (var (code, name) in WeekDays)
        {
            text.Replace(code, name);
        }

        return text.Replace("-", "–").ToString();
    }
}
