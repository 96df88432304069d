using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Carts;

/// <summary>How many of something: a whole number from 1 to 999, whatever way a person writes it.</summary>
public static class Quantity
{
    public const int Most = 999;

    private static readonly FrozenDictionary<string, int> Words = Numbered(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열",
        "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열",
        "일 이 삼 사 오 육 칠 팔 구 십",
        "uno dos tres cuatro cinco seis siete ocho nueve diez",
        "una dos tres cuatro cinco seis siete ocho nueve diez",
        "một hai ba bốn năm sáu bảy tám chín mười");

    // Words that only say that things are being counted; any other word makes the whole unclear.
    private static readonly string[] Counters =
    [
        "개", "장", "벌", "켤레", "병", "권", "자루", "잔", "세트", "박스", "봉", "봉지", "쌍", "대", "통", "piece", "pieces", "pcs", "pc", "item", "items",
        "pair", "pairs", "x", "×", "unidad", "unidades", "cái", "chiếc", "点", "個", "件",
    ];

    private static readonly Refusal NotValid = new("quantity-not-valid", $"Expected a whole number from 1 to {Most}.", "quantity");

    /// <summary>Reads "3", "１２", "٣", "two", "두 개". Refusal: <c>quantity-not-valid</c>.</summary>
    public static Result<int> Read(string? text)
    {
        var plain = (text ?? "").Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        var bare = WithoutCounter(plain);
        if (bare.Length is 0 or > 12)
        {
            return NotValid;
        }

        return Words.TryGetValue(bare, out var word) ? word : Digits(bare);
    }

    public static Result<int> Check(int quantity) => quantity is >= 1 and <= Most ? quantity : NotValid;

    private static Result<int> Digits(string text)
    {
        var number = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(rune.ToString(), 0);
            number = (number * 10) + digit;
            if (digit < 0 || number > Most)
            {
                return NotValid;
            }
        }

        return Check(number);
    }

    private static string WithoutCounter(string text)
    {
        var counter = Counters.Where(c => text.EndsWith(c, StringComparison.Ordinal) && text.Length > c.Length).MaxBy(c => c.Length);
        if (counter is not null)
        {
            return text[..^counter.Length].TrimEnd();
        }

        return text is ['x' or '×', ..] ? text[1..].TrimStart() : text;
    }

    private static FrozenDictionary<string, int> Numbered(params string[] lists)
    {
        Dictionary<string, int> words = new(StringComparer.Ordinal);
        foreach (var (n, word) in lists.SelectMany(l => l.Split(' ').Index()))
        {
            words[word.Normalize(NormalizationForm.FormC)] = n + 1;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
