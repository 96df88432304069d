using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Microsoft.Extensions.AI;
using Xunit;

namespace ChatCommerce.Tests.Agent;

/// <summary>What is said to "which size?" and to "there is only white, would you like it?": nothing goes into the cart that was refused or only asked about.</summary>
public sealed class OptionAnswerTests
{
    private static readonly ProductId Shoe = ProductId.Of(Guid.CreateVersion7());

    private static readonly Memory Talked = new()
    {
        Product = Shoe,
        Options = new Dictionary<string, IReadOnlyList<string>> { ["size"] = ["S", "L", "41", "42"], ["color"] = ["white", "blue", "흰색", "파랑"] },
        Search = new("running shoes", null, 3),
        List = [new(Shoe, "Tempo Lite"), new(ProductId.Of(Guid.CreateVersion7()), "Stoneware mug")],
    };

    private static readonly Memory OnlyWhite = Asked("color", ["white"], ("size", "42"));
    private static readonly Memory OnlyWhiteInKorean = Asked("color", ["흰색"], ("size", "42"));

    [Theory]
    [InlineData("yes")]
    [InlineData("Yes! I'll take it")]
    [InlineData("Yes, I'd like it")]
    [InlineData("yes I would")]
    [InlineData("ok, add it to my cart please")]
    [InlineData("white please")]
    [InlineData("let's go with white")]
    public async Task A_yes_takes_the_only_one_once(string said) => await Takes(OnlyWhite, said, "size 42, color white", "1");

    [Theory]
    [InlineData("네", "1")]
    [InlineData("네! 그걸로 주세요", "1")]
    [InlineData("그걸로요", "1")]
    [InlineData("네 좋아요", "1")]
    [InlineData("주문할게요", "1")]
    [InlineData("흰색으로 주세요", "1")]
    [InlineData("두 켤레 주세요", "두 켤레")]
    public async Task A_yes_in_Korean_takes_the_only_one_once(string said, string quantity) => await Takes(OnlyWhiteInKorean, said, "size 42, color 흰색", quantity);

    [Theory]
    [InlineData("no")]
    [InlineData("no, I'm good")]
    [InlineData("I don't want white")]
    [InlineData("No, I don't like white")]
    [InlineData("white? no thanks")]
    [InlineData("yes cancel")]
    [InlineData("아니요 괜찮아요")]
    [InlineData("취소할게요")]
    [InlineData("흰색은 싫어요")]
    [InlineData("아니요 흰색은 안 살래요")]
    [InlineData("흰색이요? 아니요")]
    public async Task A_no_takes_nothing(string said)
    {
        foreach (var memory in (Memory[])[OnlyWhite, OnlyWhiteInKorean])
        {
            var call = (await Brain.Hears(memory, said)).Should().ContainSingle().Which;
            (call.Name, call.Arguments!["reason"]).Should().Be(("show_menu", "declined"));
        }
    }

    [Theory]
    [InlineData("is white the only color?")]
    [InlineData("do you sell white mugs")]
    [InlineData("흰색만 있어요?")]
    public async Task A_question_about_it_takes_nothing(string said)
    {
        foreach (var memory in (Memory[])[OnlyWhite, OnlyWhiteInKorean])
        {
            (await Brain.Hears(memory, said)).Should().NotContain(c => c.Name == "add_to_cart");
        }
    }

    [Theory]
    [InlineData("do you sell white mugs")]
    [InlineData("white women's lite shoes")]
    [InlineData("blue shoes under 100")]
    public async Task What_is_looked_for_elsewhere_is_no_answer(string said) =>
        (await Brain.Hears(Asked("color", ["white", "blue"], ("size", "L")), said)).Should().ContainSingle().Which.Name.Should().Be("search_products");

    [Theory]
    [InlineData("cancel my order", "cancel_order")]
    [InlineData("주문 취소해 주세요", "cancel_order")]
    [InlineData("where is my order", "order_status")]
    [InlineData("show my cart", "show_cart")]
    public async Task What_is_wanted_instead_is_done(string said, string tool) =>
        (await Brain.Hears(OnlyWhite, said)).Should().ContainSingle().Which.Name.Should().Be(tool);

    [Fact]
    public async Task A_no_does_not_answer_what_is_asked_for_behind_it() =>
        (await Brain.Hears(OnlyWhite, "No. Show me rain jackets")).Should().ContainSingle().Which.Name.Should().Be("search_products");

    [Theory]
    [InlineData("let's go with white", "size L, color white go")]
    [InlineData("I'm fine with white", "size L, color white fine")]
    [InlineData("41, in white", "color white 41")]
    [InlineData("blue", "size L, color blue")]
    [InlineData("41", "41")]
    [InlineData("what about blue?", "size L, color blue what about")]
    [InlineData("black", "size L, color black")]
    [InlineData("add it", "size L")]
    [InlineData("the second one", "size L, color blue")]
    public async Task What_is_settled_stays_until_it_is_named_anew(string said, string options) =>
        await Takes(Asked("color", ["white", "blue"], ("size", "L")), said, options, "1");

    [Theory]
    [InlineData("42", "42")]
    [InlineData("41", "41")]
    [InlineData("white", "size 42, color white")]
    public async Task A_button_of_the_question_before_is_no_yes(string label, string options)
    {
        InboundContent[] tapped = [new ChoiceTapped(Actions.Option(Shoe, 0), label)];
        var call = (await Brain.Hears(OnlyWhite, null, tapped)).Should().ContainSingle().Which;
        call.Arguments!["options"].Should().Be(options);
    }

    [Fact]
    public async Task A_quantity_beside_another_option_counts() => await Takes(Asked("size", ["41", "42"]), "흰색으로 두 개 주세요", "흰색으로", "두 개");

    [Fact]
    public async Task Two_answers_in_one_go_are_one() => await Takes(Asked("size", ["41", "42"]), ["42", "white"], "size 42, white", "1");

    private static Memory Asked(string option, IReadOnlyList<string> values, params (string Option, string Value)[] chosen) => Talked with
    {
        Asking = new(QuestionKind.Option) { Product = Shoe, Option = option, Values = values, Chosen = chosen.ToDictionary(c => c.Option, c => c.Value) },
    };

    private static Task Takes(Memory memory, string said, string options, string quantity) => Takes(memory, [said], options, quantity);

    private static async Task Takes(Memory memory, string[] said, string options, string quantity)
    {
        var call = (await Brain.Hears(memory, said)).Should().ContainSingle().Which;
        call.Name.Should().Be("add_to_cart");
        call.Arguments.Should().BeEquivalentTo(new Dictionary<string, object?> { ["item"] = Actions.Product(Shoe), ["options"] = options, ["quantity"] = quantity });
    }
}
