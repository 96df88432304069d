using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Agent;

/// <summary>A greeting alone is returned; before what is wanted it changes nothing; in the name of goods it is none.</summary>
public sealed class GreetingTests
{
    private static readonly Memory Looking = Memory.Empty with
    {
        Search = new("running shoes", null, 3),
        List = [new(ProductId.Of(Guid.CreateVersion7()), "Dawn Runner"), new(ProductId.Of(Guid.CreateVersion7()), "Dusk Runner")],
    };

    [Theory]
    [InlineData("hi there")]
    [InlineData("Hey, hello there")]
    [InlineData("hello everyone")]
    [InlineData("hi, how are you my friend")]
    [InlineData("hello how are you guys doing")]
    [InlineData("how are you")]
    [InlineData("안녕하세요 처음 왔어요")]
    [InlineData("안녕하세요, 처음 왔어요")]
    [InlineData("안녕하세요~ 반갑습니다")]
    [InlineData("안녕")]
    public async Task A_greeting_is_returned(string said)
    {
        var call = (await Brain.Hears(Looking, said)).Should().ContainSingle().Which;
        (call.Name, call.Arguments!["reason"]).Should().Be(("show_menu", "welcome"));
    }

    [Theory]
    [InlineData("hi, I'll take the first one", "add_to_cart", "1")]
    [InlineData("hi add the first one to my cart", "add_to_cart", "1")]
    [InlineData("hi guys, 2 more", "change_quantity", "2")]
    [InlineData("good morning, in red", "search_products", "running shoes in red")]
    [InlineData("hello can you show me more", "search_products", "running shoes")]
    [InlineData("안녕하세요, 더 싼 거 있나요", "search_products", "running shoes 더 싼 거 있나요")]
    [InlineData("안녕~ 더 싼 거 있나요", "search_products", "running shoes 더 싼 거 있나요")]
    public async Task What_is_wanted_behind_a_greeting_is_heard(string said, string tool, string argument)
    {
        var call = (await Brain.Hears(Looking, said)).Should().ContainSingle().Which;
        call.Name.Should().Be(tool);
        call.Arguments!.Values.Should().Contain(argument);
    }

    [Theory]
    [InlineData("hello kitty mug", "search_products", "hello kitty mug")]
    [InlineData("add a hello kitty mug", "add_to_cart", "hello kitty mug")]
    [InlineData("하이 웨이스트 청바지 담아주세요", "add_to_cart", "하이 웨이스트 청바지")]
    [InlineData("하이 탑 빼주세요", "remove_from_cart", "하이 탑")]
    [InlineData("안녕 자두야 스티커 담아주세요", "add_to_cart", "안녕 자두야 스티커")]
    public async Task A_greeting_in_a_name_stays_in_it(string said, string tool, string argument)
    {
        var call = (await Brain.Hears(Memory.Empty, said)).Should().ContainSingle().Which;
        call.Name.Should().Be(tool);
        call.Arguments!.Values.Should().Contain(argument);
    }
}
