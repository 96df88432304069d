using System.Text.Json;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.Kakao.KakaoWorld;

namespace ChatCommerce.Tests.Channels.Kakao;

/// <summary>What a button says, with a block of ours and without one.</summary>
public sealed class SkillButtonsTests
{
    private static readonly Capabilities Limits = new KakaoChannel(null!, null!).Capabilities;

    [Fact]
    public void The_same_button_of_two_messages_differs_in_its_number()
    {
        var page = new SkillPage(Account(), "ko");
        var part = Renderer.Lower(new RichMessage("?") { Choices = [new("담기", "v:1")] }, Limits)[0];
        page.TryAdd(part, "out:1:0");
        page.TryAdd(part, "out:2:0");

        Of(page).GetProperty("quickReplies").EnumerateArray().Select(r => r.GetProperty("extra").GetProperty("n").GetString()).Should().Equal("out:1:0", "out:2:0");
    }

    [Fact]
    public void Without_a_block_of_ours_a_button_says_its_label_and_the_label_is_understood()
    {
        var part = new Rendered("?") { Choices = [new("담기", "v:1")] };
        var page = new SkillPage(Account(block: null), "ko");
        page.TryAdd(part, "m");

        var reply = Of(page).GetProperty("quickReplies")[0];
        reply.GetProperty("action").GetString().Should().Be("message");
        reply.TryGetProperty("extra", out _).Should().BeFalse();
        page.Numbers.Should().Equal(new Numbered(1, new Choice("담기", "v:1")));
    }

    [Fact]
    public void Without_a_block_no_two_buttons_say_the_same_and_all_that_was_shown_is_understood()
    {
        Card[] cards = [.. Enumerable.Range(1, 12).Select(n => new Card(n < 3 ? "달빛 머그" : $"머그 {n}", "9,000원") { Choices = [new("보기", $"p:{n}")] })];
        var page = new SkillPage(Account(block: null), "ko");
        foreach (var part in Renderer.Lower(new RichMessage("골라 주세요") { Cards = cards, Choices = [new("더 보기", "more")] }, Limits))
        {
            page.TryAdd(part, "m").Should().BeTrue();
        }

        var said = Of(page).GetProperty("outputs").EnumerateArray().Where(o => o.TryGetProperty("carousel", out _))
            .SelectMany(o => o.GetProperty("carousel").GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("buttons")[0].GetProperty("messageText").GetString()!).ToList();
        said.Should().HaveCount(12).And.OnlyHaveUniqueItems();
        said.Take(3).Should().Equal("달빛 머그 보기", "달빛 머그 보기 2", "머그 3 보기");
        page.Numbers.Select(n => (n.Number, n.Choice.Label, n.Choice.Payload)).Should()
            .Equal([.. said.Select((text, i) => (i + 1, text, $"p:{i + 1}")), (13, "더 보기", "more")]);
    }

    [Fact]
    public void Numbered_lines_keep_their_numbers_beside_buttons_that_say_their_words()
    {
        var page = new SkillPage(Account(block: null), "ko");
        page.TryAdd(new Rendered("?") { Choices = [new("담기", "v:1")] }, "m");
        page.TryAdd(new Rendered("1. 파랑") { Numbers = [new(1, new("파랑", "c:1"))] }, "m");

        page.Numbers.Should().Equal(new Numbered(1, new("파랑", "c:1")), new Numbered(1, new("담기", "v:1")));
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("no", false)]
    [InlineData(null, false)]
    public void The_shops_own_consultants_are_offered_where_the_shop_wants_it(string? setting, bool offered)
    {
        var account = Account();
        account = account with { Settings = setting is null ? account.Settings : new Dictionary<string, string>(account.Settings) { ["operator_button"] = setting } };
        var template = JsonDocument.Parse(SkillPage.SayHandedOff(account, "ko")).RootElement.GetProperty("template");

        template.GetProperty("outputs").EnumerateArray().Any(o => o.GetRawText().Contains("\"operator\"", StringComparison.Ordinal)).Should().Be(offered);
        template.GetProperty("quickReplies").GetArrayLength().Should().Be(1, "the way back to what staff write stays");
        SkillLimits.Problems(template).Should().BeEmpty();
    }

    [Fact]
    public void A_full_page_has_no_room_for_them()
    {
        var account = Account() with { Settings = new Dictionary<string, string> { ["operator_button"] = "yes" } };
        var page = new SkillPage(account, "ko");
        Enumerable.Range(1, 3).Should().OnlyContain(n => page.TryAdd(new Rendered($"{n}"), "m"));

        page.OfferOperator();

        Of(page).GetProperty("outputs").GetArrayLength().Should().Be(3);
    }

    private static JsonElement Of(SkillPage page, bool more = false) => JsonDocument.Parse(page.Bytes(more)).RootElement.GetProperty("template");
}
