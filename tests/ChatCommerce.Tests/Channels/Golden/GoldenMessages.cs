using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Tests.Channels.Golden;

/// <summary>Messages that every channel must carry: fifteen shapes in English, Korean, Vietnamese, Arabic and with emoji.</summary>
internal static class GoldenMessages
{
    private static readonly Speech[] Speeches =
    [
        new("en", "Two pairs are left in your size.", "Trail runner", "Add to cart", "Talk to a person at the shop", "Pay $130.00"),
        new("ko", "고르신 사이즈는 두 켤레 남았어요.", "파란 러닝화", "장바구니에 담기", "매장 직원과 이야기하고 싶어요", "130,000원 결제하기"),
        new("vi", "Còn hai đôi đúng cỡ của bạn.", "Giày chạy bộ màu xanh", "Thêm vào giỏ hàng", "Nói chuyện với nhân viên cửa hàng", "Thanh toán 1.300.000 ₫"),
        new("ar", "بقي زوجان من مقاسك.", "حذاء جري أزرق", "أضف إلى السلة", "أريد التحدث مع موظف في المتجر", "ادفع ١٣٠٫٠٠ دولارًا"),
        new("emoji", "Only 2️⃣ pairs left 👟👟🏽‍♀️ 🇰🇷!", "Runner 👩‍👩‍👧‍👦", "Add 🛒👍🏽", "Talk to 👩🏽‍💻 please, right now 🙏🏾", "Pay 💳 $130"),
    ];

    public static IReadOnlyList<(string Name, RichMessage Message)> All { get; } = [.. Speeches.SelectMany(Shapes)];

    private static IEnumerable<(string Name, RichMessage Message)> Shapes(Speech s) =>
    [
        ($"{s.Name}: a sentence", Of(s, s.Sentence)),
        ($"{s.Name}: a text of many sentences", Of(s, Long(s))),
        ($"{s.Name}: three choices", Of(s, s.Sentence) with { Choices = [new(s.Add, "a:1"), new(s.Person, "a:2"), new("OK", "a:3")] }),
        ($"{s.Name}: twelve choices", Of(s, s.Sentence) with { Choices = [.. Enumerable.Range(1, 12).Select(n => new Choice($"{s.Person} {n}", $"pick:{n}"))] }),
        ($"{s.Name}: a picture with words", Of(s, s.Sentence) with { Picture = new("https://cdn.example/p311.jpg", s.Thing) }),
        ($"{s.Name}: three cards", Of(s, s.Sentence) with { Cards = Cards(s, 3) }),
        ($"{s.Name}: twelve cards and two choices", Of(s, s.Sentence) with { Cards = Cards(s, 12), Choices = [new(s.Add, "a:1"), new(s.Person, "a:2")] }),
        ($"{s.Name}: a link to pay beside choices",
            Of(s, s.Sentence) with { Link = new(s.Pay, "https://shop.example/c/91"), Choices = [new(s.Person, "a:2"), new("OK", "a:3")] }),
        ($"{s.Name}: one card and its question", Of(s, s.Sentence) with { Cards = [Described(s)], Choices = [new(s.Add, "a:1"), new(s.Person, "a:2")] }),
        ($"{s.Name}: one card with nothing but its action", Of(s, "") with { Cards = Cards(s, 1) }),
        ($"{s.Name}: six cards and one choice", Of(s, s.Sentence) with { Cards = [.. Cards(s, 6).Select(c => c with { Choices = [c.Choices[0]], Link = null })], Choices = [new("OK", "a:3")] }),
        ($"{s.Name}: a long text above three choices", Of(s, Long(s)) with { Choices = [new(s.Add, "a:1"), new(s.Person, "a:2"), new("OK", "a:3")] }),
        ($"{s.Name}: a long text under a picture and above six choices",
            Of(s, Long(s)) with { Picture = new("https://cdn.example/p311.jpg", s.Thing), Choices = [.. Enumerable.Range(1, 6).Select(n => new Choice($"{s.Add} {n}", $"a:{n}"))] }),
        ($"{s.Name}: a long text above a link", Of(s, Long(s)) with { Link = new(s.Pay, "https://shop.example/c/91") }),
        ($"{s.Name}: a long text under a picture", Of(s, Long(s)) with { Picture = new("https://cdn.example/p311.jpg", s.Thing) }),
    ];

    private static string Long(Speech s) => string.Join(' ', Enumerable.Repeat(s.Sentence, 90));

    private static Card Described(Speech s) => Cards(s, 1)[0] with { Text = s.Sentence, Choices = [], Link = null };

    private static RichMessage Of(Speech s, string text) => new(text) { Language = s.Name is "emoji" ? "en" : s.Name };

    private static List<Card> Cards(Speech s, int count) =>
    [
        .. Enumerable.Range(1, count).Select(n => new Card($"{s.Thing} {n}", $"${n * 10}.00")
        {
            Picture = new($"https://cdn.example/p{n}.jpg", s.Thing),
            Choices = [new(s.Add, $"add:{n}"), new("+", $"more:{n}")],
            Link = new("…", $"https://shop.example/p/{n}"),
        }),
    ];

    private sealed record Speech(string Name, string Sentence, string Thing, string Add, string Person, string Pay);
}
