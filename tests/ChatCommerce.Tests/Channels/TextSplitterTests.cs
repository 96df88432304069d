using System.Globalization;
using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels;

public sealed class TextSplitterTests
{
    private const string English = "We ship on working days. Orders paid before two leave the same day.\n\nReturns are free for thirty days, unworn.";
    private const string Korean = "평일 오후 두 시 전에 결제하시면 당일 출고됩니다. 반품은 서른 날 동안 무료이며 착용하지 않은 상품만 가능합니다.";
    private const string Vietnamese = "Chúng tôi giao hàng vào các ngày làm việc. Đổi trả miễn phí trong ba mươi ngày nếu chưa sử dụng.";
    private const string Arabic = "نشحن في أيام العمل. الإرجاع مجاني خلال ثلاثين يومًا إذا لم يُستعمل المنتج بعد الشراء.";
    private const string Emoji = "👨‍👩‍👧‍👦👩🏽‍🚀🇰🇷🏳️‍🌈👨‍👩‍👧‍👦👩🏽‍🚀🇰🇷🏳️‍🌈";

    public static TheoryData<string, int, TextUnit> Texts()
    {
        var data = new TheoryData<string, int, TextUnit>();
        foreach (var text in (string[])[English, Korean, Vietnamese, Arabic, Emoji])
        {
            foreach (var limit in (int[])[26, 40, 60])
            {
                data.Add(text, limit, TextUnit.Characters);
                data.Add(text, limit, TextUnit.Utf8Bytes);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_part_fits_and_all_of_them_read_as_the_text_did(string text, int limit, TextUnit unit)
    {
        var parts = TextSplitter.Split(text, limit, unit);

        parts.Where(p => TextLimit.Measure(p, unit) > limit || p.Length == 0).Should().BeEmpty();
        Letters(string.Concat(parts)).Should().Be(Letters(text));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_part_begins_or_ends_inside_a_grapheme(string text, int limit, TextUnit unit)
    {
        var whole = Graphemes(text.Normalize(NormalizationForm.FormC));

        TextSplitter.Split(text.Normalize(NormalizationForm.FormC), limit, unit).SelectMany(Graphemes).Should().Equal(whole);
    }

    [Fact]
    public void A_paragraph_is_preferred_to_a_sentence_and_a_sentence_to_a_word()
    {
        TextSplitter.Split("One two three. Four\n\nFive six seven eight nine", 30, TextUnit.Characters)
            .Should().Equal("One two three. Four", "Five six seven eight nine");
        TextSplitter.Split("One two three four. Five six seven", 26, TextUnit.Characters).Should().Equal("One two three four.", "Five six seven");
    }

    [Fact]
    public void An_address_is_not_cut_in_two()
    {
        TextSplitter.Split("Pay here when you are ready: https://shop.example/c/abcdefgh", 50, TextUnit.Characters)
            .Should().Equal("Pay here when you are ready:", "https://shop.example/c/abcdefgh");
    }

    [Fact]
    public void One_grapheme_longer_than_the_limit_is_cut_at_a_code_point_and_splitting_ends()
    {
        var towering = "a" + new string('\u0301', 500);

        var parts = TextSplitter.Split(towering, 100, TextUnit.Utf8Bytes);

        parts.Should().OnlyContain(p => Encoding.UTF8.GetByteCount(p) <= 100);
        string.Concat(parts).Should().Be(towering);
    }

    [Theory]
    [InlineData("Add to cart", 20, "Add to cart")]
    [InlineData("Add the large one to my cart", 20, "Add the large one t…")]
    [InlineData("장바구니에 담고 바로 결제하기", 8, "장바구니에 담…")]
    [InlineData("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 20, "👨‍👩‍👧‍👦…")]
    [InlineData("👨‍👩‍👧‍👦", 11, "👨‍👩‍👧‍👦")]
    [InlineData("two\nlines", 20, "two lines")]
    public void A_label_is_as_long_as_the_strictest_counts_and_no_grapheme_is_cut(string label, int length, string expected) => TextLimit.Label(label, length).Should().Be(expected);

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static List<string> Graphemes(string text)
    {
        List<string> all = [];
        var each = StringInfo.GetTextElementEnumerator(text);
        while (each.MoveNext())
        {
            if (!string.IsNullOrWhiteSpace(each.GetTextElement()))
            {
                all.Add(each.GetTextElement());
            }
        }

        return all;
    }
}
