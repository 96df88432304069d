extern alias Sandbox;

using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

public sealed class PostTests : PhoneTest
{
    [Fact]
    public async Task A_call_that_is_not_acknowledged_comes_again_as_the_provider_redelivers_and_then_no_more()
    {
        foreach (var status in (int[])[500, 503, 404])
        {
            Shop.Answers.Enqueue(status);
        }

        await Text("hi");

        var first = await Shop.Next();
        await Tried(1);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await Shop.Next();
        await Tried(2);
        Clock.Advance(TimeSpan.FromSeconds(60));
        await Shop.Next();

        second.Body.Should().Be(first.Body);
        var call = await Tried(3);
        call.GetProperty("state").GetString().Should().Be("failed");
        call.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("status").GetInt32()).Should().Equal(500, 503, 404);
    }

    [Fact]
    public async Task One_persons_messages_leave_in_order()
    {
        for (var i = 0; i < 20; i++)
        {
            await Text($"{i}");
        }

        (await Shop.Next(20)).Select(heard => heard.Text).Should().Equal(Enumerable.Range(0, 20).Select(i => $"{i}"));
    }

    [Fact]
    public async Task A_duplicate_arrives_twice()
    {
        await Fault(new { provider = "pigeon", kind = "duplicate", copies = 2, times = 1 });

        await Text("hi");

        (await Shop.Next(2)).Select(heard => heard.Body).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_reorder_turns_the_next_two_around()
    {
        await Fault(new { provider = "pigeon", kind = "reorder", times = 2 });

        await Text("one");
        await Text("two");

        (await Shop.Next(2)).Select(heard => heard.Text).Should().Equal("two", "one");
    }

    [Fact]
    public async Task A_reorder_that_nothing_follows_lets_go_after_its_time()
    {
        await Fault(new { provider = "pigeon", kind = "reorder", seconds = 5 });
        await Text("one");

        Clock.Advance(TimeSpan.FromSeconds(6));

        (await Shop.Next()).Text.Should().Be("one");
    }

    [Fact]
    public async Task What_is_held_waits_for_its_release_and_comes_in_the_order_asked_for()
    {
        await Fault(new { provider = "pigeon", kind = "hold", times = 2 });
        await Text("one");
        await Text("two");
        await Text("three");
        (await Shop.Next()).Text.Should().Be("three");

        var released = await Post("/sandbox/phones/release", new { newestFirst = true });

        released.Number("released").Should().Be(2);
        (await Shop.Next(2)).Select(heard => heard.Text).Should().Equal("two", "one");
    }

    [Fact]
    public async Task A_drop_is_never_sent()
    {
        await Fault(new { provider = "pigeon", kind = "drop", times = 1 });

        await Text("lost");
        await Text("kept");

        (await Shop.Next()).Text.Should().Be("kept");
        (await Get("/sandbox/phones/calls")).Body.EnumerateArray().Select(call => call.GetProperty("state").GetString()).Should().Contain("dropped");
    }

    [Fact]
    public async Task A_delay_holds_a_message_back_until_its_time()
    {
        await Fault(new { provider = "pigeon", kind = "delay", seconds = 30, times = 1 });
        await Text("late");
        await Text("now");
        (await Shop.Next()).Text.Should().Be("now");

        Clock.Advance(TimeSpan.FromSeconds(31));

        (await Shop.Next()).Text.Should().Be("late");
    }

    [Fact]
    public async Task Another_lines_faults_change_nothing()
    {
        await Fault(new { provider = "pigeon", kind = "drop", account = "pigeon-2" });

        await Text("hi");

        (await Shop.Next()).Text.Should().Be("hi");
    }

    [Fact]
    public async Task Raw_traffic_says_what_went_over_the_wire()
    {
        await Text("hi");
        await Shop.Next();
        await Tried(1);

        var exchange = (await Get("/sandbox/traffic")).Body[0];
        exchange.GetProperty("provider").GetString().Should().Be("pigeon");
        exchange.GetProperty("account").GetString().Should().Be("pigeon-1");
        exchange.GetProperty("requestBody").GetString().Should().Contain("hi");
        exchange.GetProperty("requestHeaders").GetString().Should().Contain("X-Pigeon");
        exchange.GetProperty("status").GetInt32().Should().Be(200);
    }

    // The newest call once it has been tried that often.
    private async Task<System.Text.Json.JsonElement> Tried(int times)
    {
        var chat = await Get(Mina + "/chat");
        while (chat.At("calls.0.attempts").GetArrayLength() < times)
        {
            chat = await Get($"{Mina}/chat?since={chat.Number("version")}&wait=1000");
        }

        return chat.At("calls.0");
    }
}
