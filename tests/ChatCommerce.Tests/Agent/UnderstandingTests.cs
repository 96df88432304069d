using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Microsoft.Extensions.AI;
using Xunit;

namespace ChatCommerce.Tests.Agent;

/// <summary>What the built-in brain makes of single sentences, after a list of three products was shown.</summary>
public sealed class UnderstandingTests
{
    private static readonly Memory Shown = new()
    {
        List = [.. new[] { "Dawn Runner running shoes", "Tempo Lite running shoes", "Pier canvas sneakers" }.Select(t => new Listed(ProductId.Of(Guid.CreateVersion7()), t))],
        Search = new("running shoes", null, 3),
    };

    [Theory]
    [InlineData("hi", "show_menu", "welcome")]
    [InlineData("Good morning!", "show_menu", "welcome")]
    [InlineData("thanks a lot!", "show_menu", "thanks")]
    [InlineData("bye", "show_menu", "bye")]
    [InlineData("running shoes under 100", "search_products", "running shoes under 100")]
    [InlineData("do you have waterproof boots?", "search_products", "boots")]
    [InlineData("is there anything for rainy days", "search_products", "rainy")]
    [InlineData("a gift for my mum", "search_products", "gift for my mum")]
    [InlineData("2", "show_product", "2")]
    [InlineData("the second one", "show_product", "2")]
    [InlineData("tell me more about the first one", "show_product", "1")]
    [InlineData("the last one", "show_product", "3")]
    [InlineData("add the second one to my cart", "add_to_cart", "2")]
    [InlineData("I'll take the tempo lite", "add_to_cart", "the tempo lite")]
    [InlineData("two of the blue one in 42", "add_to_cart", "42")]
    [InlineData("add it", "add_to_cart", null)]
    [InlineData("can you add it to my cart please", "add_to_cart", null)]
    [InlineData("make it two", "change_quantity", "two")]
    [InlineData("change the quantity to 5", "change_quantity", "5")]
    [InlineData("change the flashlight to 3", "change_quantity", "the flashlight")]
    [InlineData("one more", "change_quantity", "add")]
    [InlineData("one less please", "change_quantity", "take")]
    [InlineData("remove one", "change_quantity", "take")]
    [InlineData("remove the mug", "remove_from_cart", "the mug")]
    [InlineData("take the mug out of my cart", "remove_from_cart", "the mug")]
    [InlineData("empty my cart", "clear_cart", null)]
    [InlineData("what's in my cart?", "show_cart", null)]
    [InlineData("cart", "show_cart", null)]
    [InlineData("checkout", "checkout", null)]
    [InlineData("I'd like to check out now", "checkout", null)]
    [InlineData("pay", "checkout", null)]
    [InlineData("how can I pay?", "search_documents", "payment")]
    [InlineData("do you take paypal", "search_documents", "payment")]
    [InlineData("where is my order?", "order_status", null)]
    [InlineData("what's the status of order H-1042", "order_status", "H-1042")]
    [InlineData("cancel my order", "cancel_order", null)]
    [InlineData("please cancel order H-1042", "cancel_order", "H-1042")]
    [InlineData("when are you open?", "search_documents", "hours")]
    [InlineData("do you ship to Canada?", "search_documents", "shipping")]
    [InlineData("can I return it if it doesn't fit", "search_documents", "returns")]
    [InlineData("can I get a discount?", "show_menu", "discount")]
    [InlineData("talk to a human", "hand_off", null)]
    [InlineData("is there a real person here?", "hand_off", null)]
    [InlineData("speak Korean please", "set_language", "ko")]
    [InlineData("what do you sell?", "show_categories", null)]
    [InlineData("show me more", "search_products", "3")]
    [InlineData("under 50", "search_products", "running shoes under 50")]
    [InlineData("stop", "stop_messages", null)]
    [InlineData("안녕하세요", "show_menu", "welcome")]
    [InlineData("감사합니다~", "show_menu", "thanks")]
    [InlineData("10만원 이하 파란 운동화", "search_products", "10만원 이하 파란 운동화")]
    [InlineData("부모님 선물 추천해줘", "search_products", "선물")]
    [InlineData("두번째 거 보여줘", "show_product", "2")]
    [InlineData("2번", "show_product", "2")]
    [InlineData("두번째꺼 담아줘", "add_to_cart", "2")]
    [InlineData("그거 두 개 담아주세요", "add_to_cart", "두 개")]
    [InlineData("2개로 바꿔줘", "change_quantity", "2개")]
    [InlineData("하나 더 담아줘", "change_quantity", "add")]
    [InlineData("머그컵 빼줘", "remove_from_cart", "머그컵")]
    [InlineData("장바구니 비워줘", "clear_cart", null)]
    [InlineData("장바구니 보여줘", "show_cart", null)]
    [InlineData("결제할게요", "checkout", null)]
    [InlineData("주문할게요", "checkout", null)]
    [InlineData("카드 결제 되나요?", "search_documents", "payment")]
    [InlineData("제 주문 어디쯤이에요?", "order_status", null)]
    [InlineData("주문 취소해줘", "cancel_order", null)]
    [InlineData("몇 시에 문 열어요?", "search_documents", "hours")]
    [InlineData("반품 되나요?", "search_documents", "returns")]
    [InlineData("배송비 얼마예요?", "search_documents", "shipping")]
    [InlineData("좀 깎아주세요", "show_menu", "discount")]
    [InlineData("상담원 연결해 주세요", "hand_off", null)]
    [InlineData("영어로 해줘", "set_language", "en")]
    [InlineData("뭐 팔아요?", "show_categories", null)]
    [InlineData("더 보여줘", "search_products", "3")]
    [InlineData("수신거부", "stop_messages", null)]
    public async Task A_sentence_becomes_one_tool_call(string said, string tool, string? argument)
    {
        var call = (await Brain.Hears(Shown, said)).Should().ContainSingle().Subject;
        call.Name.Should().Be(tool);
        if (argument is not null)
        {
            call.Arguments!.Values.Should().Contain(v => ((string)v!).Contains(argument, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("cancelled flights pillow")]
    [InlineData("waterproof speaker")]
    [InlineData("cartoon socks")]
    [InlineData("shipper hat")]
    [InlineData("a humane mouse trap")]
    [InlineData("returned soldier figurine, 5 cm")]
    [InlineData("English breakfast tea")]
    [InlineData("Korean skincare")]
    [InlineData("사람 모양 쿠션")]
    public async Task Words_inside_other_words_stay_a_search(string said) =>
        (await Brain.Hears(Memory.Empty, said)).Should().ContainSingle().Which.Name.Should().Be("search_products");

    [Theory]
    [InlineData(null, "link my other chat", "start_link", null)]
    [InlineData(null, "can you connect this to my whatsapp chat please?", "start_link", null)]
    [InlineData(null, "join my other conversation, order H1001", "start_link", "h1001")]
    [InlineData(null, "다른 채팅 연결", "start_link", null)]
    [InlineData(null, "카카오톡이랑 연결해 주세요", "start_link", null)]
    [InlineData(QuestionKind.LinkIdentifier, "+1 (415) 555-0101", "start_link", "+1 (415) 555-0101")]
    [InlineData(QuestionKind.LinkIdentifier, "010-1234-5678이에요", "start_link", "010-1234-5678")]
    [InlineData(QuestionKind.LinkIdentifier, "it was order H1001", "start_link", "h1001")]
    [InlineData(QuestionKind.LinkIdentifier, "show my cart", "show_cart", null)]
    [InlineData(QuestionKind.LinkCode, "the one I got is 123 456", "confirm_link", "123 456")]
    [InlineData(QuestionKind.LinkCode, "인증번호는 123456이에요", "confirm_link", "123456")]
    [InlineData(null, "123456", "confirm_link", "123456")]
    [InlineData(null, "link my chats", "start_link", null)]
    [InlineData(null, "채팅 연결해 주세요", "start_link", null)]
    [InlineData(null, "link my chats, I don't have an order number", "show_link_code", null)]
    [InlineData(null, "show me a link code", "show_link_code", null)]
    [InlineData(null, "연결 코드 보여 주세요", "show_link_code", null)]
    [InlineData(QuestionKind.LinkIdentifier, "I have neither", "show_link_code", null)]
    [InlineData(QuestionKind.LinkIdentifier, "둘 다 없어요", "show_link_code", null)]
    [InlineData(QuestionKind.LinkIdentifier, "주문번호 몰라요", "show_link_code", null)]
    [InlineData(QuestionKind.LinkCode, "no code came", "show_link_code", null)]
    [InlineData(QuestionKind.LinkCode, "코드가 안 왔어요", "show_link_code", null)]
    [InlineData(null, "do you have none in blue", "search_products", null)]
    [InlineData(null, "재고 없어요?", "search_products", null)]
    [InlineData(null, "link bracelet", "search_products", null)]
    [InlineData(null, "연결 케이블", "search_products", null)]
    public async Task Joining_chats_is_understood(QuestionKind? asked, string said, string tool, string? argument)
    {
        var call = (await Brain.Hears(Memory.Empty with { Asking = asked is { } kind ? new(kind) : null }, said)).Should().ContainSingle().Subject;
        call.Name.Should().Be(tool);
        if (tool is "start_link" or "confirm_link" or "show_link_code")
        {
            (call.Arguments ?? new Dictionary<string, object?>()).Values.SingleOrDefault().Should().Be(argument);
        }
    }

    [Fact]
    public async Task A_burst_of_lines_is_one_search()
    {
        var calls = await Brain.Hears(Memory.Empty, "hello", "running shoes", "blue", "under 100");
        calls.Should().ContainSingle().Which.Arguments!["query"].Should().Be("running shoes blue under 100");
    }

    [Fact]
    public async Task Several_wishes_are_several_calls_in_their_order() =>
        (await Brain.Hears(Shown, "add the first one and the second one", "then checkout")).Select(c => c.Name)
            .Should().Equal("add_to_cart", "add_to_cart", "checkout");

    [Fact]
    public async Task A_person_asked_for_stands_above_everything_else() =>
        (await Brain.Hears(Shown, "add the first one", "no wait, get me a human")).Select(c => c.Name).Should().Equal("hand_off");
}
