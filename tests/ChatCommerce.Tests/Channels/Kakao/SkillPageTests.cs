using System.Text.Json;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.Kakao.KakaoWorld;

namespace ChatCommerce.Tests.Channels.Kakao;

public sealed class SkillPageTests
{
    private const string Family = "👨‍👩‍👧‍👦";
    private static readonly Capabilities Limits = new KakaoChannel(null!, null!).Capabilities;

    [Fact]
    public void A_text_is_a_bubble_and_its_choices_are_quick_replies_that_carry_their_payload()
    {
        var template = Shown(new RichMessage("네, 3가지 있어요.") { Choices = [new("담기", "v:1"), new("장바구니", "cart")] });

        template.GetProperty("outputs")[0].GetProperty("simpleText").GetProperty("text").GetString().Should().Be("네, 3가지 있어요.");
        var reply = template.GetProperty("quickReplies")[0];
        reply.GetProperty("action").GetString().Should().Be("block");
        reply.GetProperty("blockId").GetString().Should().Be("6512ab");
        reply.GetProperty("messageText").GetString().Should().Be("담기");
        reply.GetProperty("extra").GetProperty("payload").GetString().Should().Be("v:1");
    }

    [Fact]
    public void A_tap_on_what_we_wrote_reads_as_the_choice_it_was()
    {
        var reply = Shown(new RichMessage("?") { Choices = [new("담기", "v:1")] }).GetProperty("quickReplies")[0];

        Open(Body(reply.GetProperty("messageText").GetString()!, reply.GetProperty("extra"))).Contents.Should().Equal(new ChoiceTapped("v:1", "담기"));
    }

    [Fact]
    public void A_link_is_a_card_with_a_button_and_a_long_text_stands_before_it()
    {
        var short_ = Shown(new RichMessage("결제해 주세요") { Link = new("결제하기", "https://shop.example/c/1") }).GetProperty("outputs");
        short_.GetArrayLength().Should().Be(1);
        short_[0].GetProperty("textCard").GetProperty("description").GetString().Should().Be("결제해 주세요");
        short_[0].GetProperty("textCard").GetProperty("buttons")[0].GetProperty("webLinkUrl").GetString().Should().Be("https://shop.example/c/1");

        var long_ = Shown(new RichMessage(new string('가', 401)) { Link = new("결제하기", "https://shop.example/c/1") }).GetProperty("outputs");
        long_[0].GetProperty("simpleText").GetProperty("text").GetString().Should().HaveLength(401);
        long_[1].GetProperty("textCard").GetProperty("title").GetString().Should().Be("결제하기");
    }

    [Fact]
    public void Cards_with_pictures_are_basic_cards_and_a_card_without_makes_all_of_them_text_cards()
    {
        Card with = new("블루 러너", "69,000원") { Picture = new("https://cdn.example/1.jpg", "파란 운동화") }, without = new("레드 러너", "61,000원");

        Carousel([with, with]).GetProperty("type").GetString().Should().Be("basicCard");
        Carousel([with, without]).GetProperty("type").GetString().Should().Be("textCard");
        Carousel([with, without]).GetProperty("items")[0].TryGetProperty("thumbnail", out _).Should().BeFalse();
        Shown(new RichMessage("") { Cards = [with] }).GetProperty("outputs")[0].GetProperty("basicCard").GetProperty("title").GetString().Should().Be("블루 러너");
    }

    [Theory]
    [InlineData("가")]
    [InlineData(Family)]
    [InlineData("é")]
    public void Every_bubble_keeps_to_kakaos_limits_in_characters(string letter)
    {
        var word = string.Concat(Enumerable.Repeat(letter, 600));
        Choice[] choices = [.. Enumerable.Range(1, 12).Select(n => new Choice($"{n}{word}", $"p:{n}"))];
        Card[] cards = [.. Enumerable.Range(1, 12).Select(n => new Card($"{n}{word}", word)
        {
            Text = word, Picture = n < 12 ? new("https://cdn.example/1.jpg", word) : null, Choices = choices[..4], Link = new(word, "https://shop.example"),
        })];
        RichMessage[] messages =
        [
            new(word + word), new(word) { Choices = choices }, new("") { Cards = cards }, new(word) { Cards = cards[..2], Choices = choices[..3], Link = new(word, "https://shop.example") },
            new("?") { Picture = new("https://cdn.example/1.jpg", word), Link = new(word, "https://shop.example") }, new("?") { Choices = choices[..9] },
        ];

        foreach (var part in messages.SelectMany(m => Renderer.Lower(m, Limits)))
        {
            var page = new SkillPage(Account(), "ko");
            page.TryAdd(part, "mark").Should().BeTrue("a message alone always fits");
            SkillLimits.Problems(Of(page, more: true)).Should().BeEmpty();
        }
    }

    [Fact]
    public void The_fourth_bubble_waits_and_so_do_quick_replies_past_the_tenth()
    {
        var page = new SkillPage(Account(), "ko");
        Enumerable.Range(1, 3).Should().OnlyContain(n => page.TryAdd(new Rendered($"{n}"), "m"));
        page.TryAdd(new Rendered("4"), "m").Should().BeFalse();
        Of(page).GetProperty("outputs").GetArrayLength().Should().Be(3);

        var other = new SkillPage(Account(), "ko");
        other.TryAdd(new Rendered("1") { Choices = [.. Enumerable.Range(1, 9).Select(n => new Choice($"{n}", $"{n}"))] }, "m").Should().BeTrue();
        other.TryAdd(new Rendered("2") { Choices = [new("x", "x")] }, "m").Should().BeFalse();
        Of(other, more: true).GetProperty("quickReplies").GetArrayLength().Should().Be(10);
    }

    [Fact]
    public void Show_result_asks_for_what_waits()
    {
        var page = new SkillPage(Account(), "ko");
        page.TryAdd(new Rendered("1"), "m");
        var button = Of(page, more: true).GetProperty("quickReplies")[0];

        button.GetProperty("label").GetString().Should().Be("결과 보기");
        Open(Body(button.GetProperty("messageText").GetString()!, button.GetProperty("extra"))).Resumes.Should().BeTrue();
    }

    [Fact]
    public void The_answer_that_promises_a_callback_has_no_template()
    {
        var later = JsonDocument.Parse(SkillPage.Later("ko")).RootElement;

        later.GetProperty("version").GetString().Should().Be("2.0");
        later.GetProperty("useCallback").GetBoolean().Should().BeTrue();
        later.GetProperty("data").GetProperty("text").GetString().Should().NotBeEmpty();
        later.TryGetProperty("template", out _).Should().BeFalse();
    }

    private static JsonElement Carousel(IReadOnlyList<Card> cards) =>
        Shown(new RichMessage("") { Cards = cards }).GetProperty("outputs")[0].GetProperty("carousel");

    private static JsonElement Shown(RichMessage message)
    {
        var page = new SkillPage(Account(), "ko");
        foreach (var part in Renderer.Lower(message, Limits))
        {
            page.TryAdd(part, "mark");
        }

        return Of(page);
    }

    private static JsonElement Of(SkillPage page, bool more = false) => JsonDocument.Parse(page.Bytes(more)).RootElement.GetProperty("template");
}
