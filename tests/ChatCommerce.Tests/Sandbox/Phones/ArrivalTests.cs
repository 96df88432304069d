extern alias Sandbox;

using System.Net.Http.Json;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

public sealed class ArrivalTests : PhoneTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_message_stands_on_the_phone_and_is_reported_as_delivered()
    {
        var arrived = ShopWrites(new Bubble { Text = "Blue runner, $45", Buttons = [new BubbleButton("Add", "add:1")] })!;
        Clock.Advance(Soon);

        var heard = await Shop.Next();
        heard.Type.Should().Be("Delivered");
        heard.Json.GetProperty("id").GetString().Should().Be(arrived.Bubble.Id);
        var chat = await Get(Mina + "/chat");
        chat.Text("bubbles.0.state").Should().Be("delivered");
        chat.Text("bubbles.0.buttons.0.payload").Should().Be("add:1");
    }

    [Fact]
    public async Task Reports_are_silent_when_they_are_switched_off()
    {
        (await Http.PutAsJsonAsync(Mina + "/settings", new { receipts = "off" })).EnsureSuccessStatusCode();

        ShopWrites(new Bubble { Text = "hello" });

        (await Get("/sandbox/phones/calls")).Body.GetArrayLength().Should().Be(0);
        (await Get(Mina + "/chat")).Text("bubbles.0.state").Should().Be("sent");
    }

    [Fact]
    public async Task A_customer_who_reads_tells_the_shop()
    {
        ShopWrites(new Bubble { Text = "hello" });
        await Act(new { @do = "read" });
        Clock.Advance(Soon);

        (await Shop.Next(3)).Select(heard => heard.Type).Should().BeEquivalentTo("Delivered", "Read", "ReadMessages");
        (await Get(Mina + "/chat")).Text("bubbles.0.state").Should().Be("read");
    }

    [Fact]
    public void An_address_that_nobody_has_is_not_found() =>
        Service<Arrivals>().Received(Line, "12345678", new Bubble { Text = "hello" }).Should().BeNull();

    [Fact]
    public async Task Somebody_who_never_wrote_is_reached_by_any_of_their_addresses()
    {
        await Http.PutAsJsonAsync("/sandbox/people/omar", new { name = "Omar", phone = "+971500000000" });

        Service<Arrivals>().Received(Line, "+971500000000", new Bubble { Text = "hello" })!.Chat.Person.Name.Should().Be("Omar");
    }

    [Fact]
    public async Task Who_waits_for_news_is_woken_by_it()
    {
        var seen = (await Get(Mina + "/chat")).Number("version");

        var waiting = Get($"{Mina}/chat?since={seen}&wait=30");
        ShopWrites(new Bubble { Text = "hello" });

        (await waiting).Text("bubbles.0.text").Should().Be("hello");
    }

    [Fact]
    public void A_chat_that_was_given_up_for_newer_ones_is_begun_anew_and_has_no_double()
    {
        var (chats, people) = (Service<PhoneChats>(), Service<People>());
        var first = ShopWrites(new Bubble { Text = "hello" })!.Chat;
        for (var i = 0; i < 5_001; i++)
        {
            chats.Open(Line, people.Get($"somebody{i}"));
        }

        var again = ShopWrites(new Bubble { Text = "hello again" })!.Chat;

        again.Should().NotBeSameAs(first);
        again.Should().BeSameAs(chats.Open(Line, people.Get("mina")));
    }

    [Fact]
    public async Task A_chat_keeps_its_last_two_hundred_messages()
    {
        for (var i = 0; i < 250; i++)
        {
            ShopWrites(new Bubble { Text = $"{i}" });
        }

        var bubbles = (await Get(Mina + "/chat")).At("bubbles");
        bubbles.GetArrayLength().Should().Be(200);
        bubbles[199].GetProperty("text").GetString().Should().Be("249");
    }
}
