using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Agent;

/// <summary>What the built-in brain makes of people whom an advertisement, a post or a link has brought.</summary>
public sealed class AdvertisedTests
{
    [Theory]
    [InlineData("Hello! Can I get more info on this?")]
    [InlineData("I'd like to get more information about your products")]
    [InlineData("I am interested in this")]
    [InlineData("Hi, I am interested in this")]
    [InlineData("hi there I saw your ad")]
    [InlineData("Hi,I am interested in this")]
    [InlineData("I saw your ad")]
    [InlineData("I just saw your post on Instagram")]
    [InlineData("안녕하세요, 이 상품에 관심 있어요")]
    [InlineData("안녕하세요 상세 정보 부탁드려요")]
    [InlineData("안녕하세요! 이 광고에 대해 더 알고 싶어요")]
    [InlineData("자세한 정보를 알 수 있을까요?")]
    [InlineData("광고 보고 왔어요")]
    [InlineData("인스타그램에서 보고 왔어요")]
    [InlineData("상세 정보 부탁드려요")]
    [InlineData("문의 좀 드려요")]
    public async Task Who_says_no_more_than_where_they_come_from_is_welcomed(string said)
    {
        var call = (await Brain.Hears(Memory.Empty, said)).Should().ContainSingle().Which;
        (call.Name, call.Arguments!["reason"]).Should().Be(("show_menu", "welcome"));
    }

    [Theory]
    [InlineData("more information about shipping", "search_documents")]
    [InlineData("I found this in my cart", "show_cart")]
    [InlineData("I saw this at half price", "show_menu")]
    [InlineData("I found your page on shipping to Korea", "search_documents")]
    [InlineData("I saw the offer on running shoes", "search_products")]
    [InlineData("문의드립니다 주문 취소하고 싶어요", "cancel_order")]
    [InlineData("인스타 보고 주문했는데 배송 언제 와요", "order_status")]
    [InlineData("광고 보고 왔는데 할인 되나요", "show_menu")]
    [InlineData("스토리에서 봤는데 장바구니 비워주세요", "clear_cart")]
    [InlineData("관심 있던 운동화 270 있나요", "search_products")]
    public async Task Who_wants_something_gets_it_wherever_they_come_from(string said, string tool) =>
        (await Brain.Hears(Memory.Empty, said)).Should().ContainSingle().Which.Name.Should().Be(tool);

    [Fact]
    public async Task Who_is_curious_about_what_the_talk_is_about_is_shown_it()
    {
        var product = ProductId.Of(Guid.CreateVersion7());
        var call = (await Brain.Hears(Memory.Empty with { Product = product }, "can I get more info on this?")).Should().ContainSingle().Which;
        (call.Name, call.Arguments!["item"]).Should().Be(("show_product", Actions.Product(product)));
    }

    [Theory]
    [InlineData("p:dawn-runner", "I saw your ad", "show_product", "p:dawn-runner")]
    [InlineData("order:H1001", "hello", "order_status", "H1001")]
    [InlineData("autumn", "I saw your ad", "show_menu", "welcome")]
    [InlineData("autumn", "running shoes", "search_products", "running shoes")]
    public async Task A_link_of_the_shops_pages_means_what_it_points_to_and_an_advertisements_name_nothing(string reference, string line, string tool, string argument)
    {
        var call = (await Brain.Hears(Memory.Empty, reference, [line])).Should().ContainSingle().Which;
        call.Name.Should().Be(tool);
        call.Arguments!.Values.Should().Contain(argument);
    }
}
