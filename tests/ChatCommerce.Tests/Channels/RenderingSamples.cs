using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Tests.Channels;

/// <summary>Kinds of channels, and messages in several scripts that strain them.</summary>
internal static class RenderingSamples
{
    public static readonly Capabilities Rich = new(4_096, TextUnit.Characters, 13, 20, 10, LinkButton: true, Typing: true);
    public static readonly Capabilities Listing = new(1_024, TextUnit.Characters, 3, 20, 0, LinkButton: true, Typing: true) { Rows = 10, LinkBesideChoices = false };
    public static readonly Capabilities Bytes = new(1_000, TextUnit.Utf8Bytes, 13, 20, 10, LinkButton: true, Typing: true) { CardButtons = 3 };
    public static readonly Capabilities Plain = new(160, TextUnit.Characters, 0, 20, 0, LinkButton: false, Typing: false);

    public static Dictionary<string, Capabilities> Limits => new() { ["rich"] = Rich, ["list"] = Listing, ["bytes"] = Bytes, ["plain"] = Plain };

    public static Dictionary<string, RichMessage> Messages => new()
    {
        ["english"] = Wares("Here is what I found", "Dawn Runner", "Add to cart", 4),
        ["korean"] = Wares("이런 상품이 있어요", "새벽 러닝화 블루", "장바구니에 담기", 12),
        ["vietnamese"] = Wares("Đây là những gì tôi tìm thấy", "Giày chạy bình minh", "Thêm vào giỏ hàng", 3),
        ["arabic"] = Wares("هذا ما وجدته لك اليوم", "حذاء الجري عند الفجر", "أضف إلى السلة", 11),
        ["emoji"] = Wares("👨‍👩‍👧‍👦 " + string.Concat(Enumerable.Repeat("👩🏽‍🚀🏳️‍🌈", 200)), "🇰🇷 🏃🏽‍♀️", "🛒 👨‍👩‍👧‍👦", 2),
        ["answers"] = new("Which size?") { Choices = [.. Enumerable.Range(36, 15).Select(n => new Choice("Size " + n, "size:" + n))] },
        ["link"] = new("Your order is ready to pay.") { Link = new("Pay 89.00", "https://shop.example/c/0123456789abcdef"), Choices = [new("Cancel", "cancel")] },
        ["long"] = new(string.Join(' ', Enumerable.Repeat("Delivery takes two to four days.", 80))) { Choices = [new("Thanks", "thanks")] },
        ["silent"] = new("") { Cards = [new("Pier mug", "$18.00") { Choices = [new("Add", "add:1")] }], Choices = [new("More", "more")] },
    };

    private static RichMessage Wares(string text, string title, string add, int count) => new(text)
    {
        Cards =
        [
            .. Enumerable.Range(1, count).Select(n => new Card($"{title} {n}", "$89.00")
            {
                Picture = new($"https://shop.example/p/{n}.svg", title),
                Choices = [new(add, "add:" + n), new("Details", "show:" + n), new("Similar", "like:" + n)],
                Link = new("Open page", "https://shop.example/p/" + n),
            }),
        ],
        Choices = [new("Show my cart", "cart"), new("Talk to a person", "human")],
    };
}
