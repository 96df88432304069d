using System.Net.WebSockets;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

public sealed class StreamTests(ChatHost host) : IClassFixture<ChatHost>
{
    [Fact]
    public async Task A_stream_opened_before_the_first_word_brings_it_and_what_the_shop_says()
    {
        var thread = await host.Start(host.Harbor);
        using var socket = await ChatSocket.Connect(thread.StreamUrl);

        await thread.Say("hello");
        Texts(await ChatSocket.Next(socket)).Should().Equal("hello");
        await thread.ShopSays("welcome");
        var set = await ChatSocket.Next(socket);

        Texts(set).Should().Equal("welcome");
        set!.Value.GetProperty("watermark").GetString().Should().Be("2");
    }

    [Fact]
    public async Task That_the_shop_is_writing_comes_at_once_and_is_never_stored()
    {
        var thread = await host.Start(host.Harbor);
        using var socket = await ChatSocket.Connect(thread.StreamUrl);
        await thread.Say("hello");
        await ChatSocket.Next(socket);

        await host.ShopWrites(thread);
        var set = (await ChatSocket.Next(socket))!.Value;

        set.GetProperty("activities")[0].GetProperty("type").GetString().Should().Be("typing");
        set.GetProperty("watermark").GetString().Should().Be("1");
        (await thread.Poll()).Json.GetProperty("activities").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task A_stream_goes_on_from_the_watermark_of_its_address()
    {
        var thread = await host.Start(host.Harbor);
        await thread.Say("seen");
        await thread.ShopSays("missed");

        var resumed = await host.Send(HttpMethod.Get, $"conversations/{thread.Id}?watermark=1", thread.Token);
        using var socket = await ChatSocket.Connect(resumed.Json.GetProperty("streamUrl").GetString()!);

        Texts(await ChatSocket.Next(socket)).Should().Equal("missed");
    }

    [Fact]
    public async Task In_silence_an_empty_frame_keeps_the_stream_open()
    {
        var thread = await host.Start(host.Harbor);
        using var socket = await ChatSocket.Connect(thread.StreamUrl);

        (await ChatSocket.Next(socket, keepAlive: true))!.Value.ValueKind.Should().Be(JsonValueKind.Undefined);
        await thread.Say("still there");
        Texts(await ChatSocket.Next(socket)).Should().Equal("still there");
    }

    [Fact]
    public async Task A_row_whose_signal_was_lost_is_found_all_the_same()
    {
        var thread = await host.Start(host.Harbor);
        await thread.Say("hello");
        using var socket = await ChatSocket.Connect(thread.StreamUrl);
        await ChatSocket.Next(socket);

        await host.Database.Run($$"""
            insert into activity (tenant_id, conversation_id, watermark, body, at)
            select tenant_id, id, 2, '{"type":"message","text":"unannounced"}', now() from conversation where thread_key = '{{thread.Id}}'
            """);

        Texts(await ChatSocket.Next(socket)).Should().Equal("unannounced");
    }

    [Fact]
    public async Task Each_stream_hears_its_own_conversation_only()
    {
        var (mine, other) = (await host.Start(host.Harbor), await host.Start(host.Harbor));
        using var socket = await ChatSocket.Connect(mine.StreamUrl);

        await other.Say("not for you");
        await other.ShopSays("nor this");
        await mine.Say("for you");

        Texts(await ChatSocket.Next(socket)).Should().Equal("for you");
    }

    [Fact]
    public async Task Two_tabs_read_the_same_and_the_fifth_shows_the_first_out()
    {
        var thread = await host.Start(host.Harbor);
        List<ClientWebSocket> tabs = [];
        for (var n = 0; n < 5; n++)
        {
            tabs.Add(await ChatSocket.Connect(thread.StreamUrl));
        }

        await thread.Say("to all");

        (await ChatSocket.Next(tabs[0])).Should().BeNull();
        tabs[0].CloseStatusDescription.Should().Be("collision");
        foreach (var tab in tabs.Skip(1))
        {
            Texts(await ChatSocket.Next(tab)).Should().Equal("to all");
        }

        tabs.ForEach(t => t.Dispose());
    }

    [Theory]
    [InlineData("t=", 403)]
    [InlineData("t=nonsense", 403)]
    [InlineData("watermark=-", 403)]
    public async Task A_stream_without_its_token_is_refused(string query, int status)
    {
        var thread = await host.Start(host.Harbor);

        (await host.Send(HttpMethod.Get, $"conversations/{thread.Id}/stream?{query}", thread.Token)).Status.Should().Be(status);
    }

    [Fact]
    public async Task The_token_of_one_stream_opens_no_other()
    {
        var (mine, other) = (await host.Start(host.Harbor), await host.Start(host.Harbor));

        var answer = await host.Send(HttpMethod.Get, new Uri(mine.StreamUrl).PathAndQuery.Replace(mine.Id, other.Id, StringComparison.Ordinal), null);

        (answer.Status, answer.ErrorCode).Should().Be((403, "NotAllowed"));
    }

    [Fact]
    public async Task A_stream_asked_for_without_an_upgrade_is_malformed()
    {
        var thread = await host.Start(host.Harbor);

        var answer = await host.Send(HttpMethod.Get, new Uri(thread.StreamUrl).PathAndQuery, null);

        (answer.Status, answer.ErrorCode).Should().Be((400, "MalformedData"));
    }

    [Theory]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    [InlineData(ChatHost.AllowedOrigin, true)]
    [InlineData("http://harbor.localhost:5080", true)]
    [InlineData("http://dalbit.localhost:5080", false)]
    public async Task A_page_may_open_the_stream_only_from_an_origin_of_the_shop(string origin, bool allowed)
    {
        var thread = await host.Start(host.Harbor);
        var connect = () => ChatSocket.Connect(thread.StreamUrl, origin);

        if (allowed)
        {
            (await connect()).Dispose();
        }
        else
        {
            (await connect.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("403");
        }
    }

    private static IEnumerable<string?> Texts(JsonElement? set) => set!.Value.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("text").GetString());
}
