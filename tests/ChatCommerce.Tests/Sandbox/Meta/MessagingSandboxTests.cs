extern alias Sandbox;

using System.Text.Json;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Meta;

public sealed class MessagingSandboxTests : MetaSandbox
{
    [Theory]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public async Task A_message_stands_on_the_phone_with_what_can_be_tapped(string kind)
    {
        await Act(kind, new { @do = "text", text = "hi" });

        var (status, body) = await Send(kind, new { text = "Which size?", quick_replies = new[] { new { content_type = "text", title = "41", payload = "s:41" } } });

        status.Should().Be(200);
        body.GetProperty("recipient_id").GetString().Should().Be(AddressOf(kind));
        Chat(kind).Bubbles[^1].QuickReplies.Should().Equal(new BubbleButton("41", "s:41"));
    }

    [Theory]
    [InlineData("messenger", 2018278)]
    [InlineData("instagram", 2534022)]
    public async Task After_a_day_only_a_person_may_write_and_after_a_week_nobody(string kind, int subcode)
    {
        await Act(kind, new { @do = "text", text = "hi" });
        Clock.Advance(TimeSpan.FromHours(25));

        var late = await Send(kind, new { text = "hello?" });
        CodeOf(late).Should().Be(10);
        late.Body.GetProperty("error").GetProperty("error_subcode").GetInt32().Should().Be(subcode);
        (await Send(kind, new { text = "Jin here" }, "MESSAGE_TAG", "HUMAN_AGENT")).Status.Should().Be(200);
        CodeOf(await Send(kind, new { text = "shipped" }, "MESSAGE_TAG", "POST_PURCHASE_UPDATE")).Should().Be(100);
        Clock.Advance(TimeSpan.FromDays(7));
        CodeOf(await Send(kind, new { text = "Jin here" }, "MESSAGE_TAG", "HUMAN_AGENT")).Should().Be(10);
    }

    [Fact]
    public async Task What_the_api_would_not_take_is_refused()
    {
        await Act("messenger", new { @do = "text", text = "hi" });
        await Act("instagram", new { @do = "text", text = "hi" });

        CodeOf(await Send("messenger", new { text = new string('x', 2_001) })).Should().Be(100);
        CodeOf(await Send("instagram", new { text = new string('안', 334) })).Should().Be(100);
        (await Send("instagram", new { text = new string('안', 333) })).Status.Should().Be(200);
        CodeOf(await Send("messenger", Template("button", new { text = new string('x', 641), buttons = new[] { Open("https://pay.example/1") } }))).Should().Be(100);
        CodeOf(await Send("messenger", Template("generic", new { elements = new[] { new { title = "alone" } } }))).Should().Be(100);
        CodeOf(await Send("messenger", Template("generic", new { elements = new[] { new { title = "x", buttons = new[] { Open("nowhere") } } } }))).Should().Be(100);
        CodeOf(await Call(HttpMethod.Post, "/meta/v25.0/me/messages", "messenger", new { recipient = new { id = "404" }, messaging_type = "RESPONSE", message = new { text = "x" } })).Should().Be(100);
        CodeOf(await Call(HttpMethod.Post, "/meta/v25.0/17840000000000001/messages", "messenger", new { })).Should().Be(100, "it is another account's");
    }

    [Fact]
    public async Task The_person_is_found_by_name()
    {
        await Act("messenger", new { @do = "text", text = "hi" });

        var (_, profile) = await Call(HttpMethod.Get, $"/meta/v25.0/{AddressOf("messenger")}?fields=first_name", "messenger");

        profile.GetProperty("first_name").GetString().Should().Be("Mina");
        profile.GetProperty("locale").GetString().Should().Be("ko_KR");
    }

    [Theory]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public void Every_act_is_read_by_our_channel_as_what_it_is(string kind)
    {
        (CustomerAct Act, InboundContent Content)[] acts =
        [
            (new WriteText("파란색 있어요?"), new TextSaid("파란색 있어요?")),
            (new TapButton("act:add", "Add"), new ChoiceTapped("act:add", "Add")),
            (new AskAboutProduct("sku_1", "in 42?"), new ProductAsked("sku_1", "in 42?")),
            (new React("m_X", "👍"), new Reacted("m_X", "👍")),
            .. kind is "messenger"
                ? ((CustomerAct, InboundContent)[])[(new SendLocation(37.5, 126.9, "Hall"), new LocationSent(37.5, 126.9, "Hall", null))]
                : [(new EditMessage("m_X", "navy"), new MessageEdited("m_X", "navy")), (new DeleteMessage("m_X"), new MessageDeleted("m_X"))],
        ];

        foreach (var (act, content) in acts)
        {
            Read(kind, Compose(kind, act)).Single().Content.Should().Be(content);
        }

        Read(kind, Compose(kind, new StartWithReference("k7Q2x"))).Single().Should().Match<InboundEvent>(e => e.Reference == "k7Q2x" && e.Content is Referred);
        Read(kind, Compose(kind, new SendMedia { MediaId = "abc" })).Single().Content.Should().BeOfType<MediaSent>().Which.Source.Should().EndWith($"/meta/cdn/{kind}/abc");
    }

    [Fact]
    public void Our_own_message_comes_back_as_an_echo_and_is_reported_read_by_time()
    {
        var bubble = new Bubble { Id = "m_1", FromShop = true, Text = "hello", At = Clock.GetUtcNow(), Raw = """{"message":{"text":"hello","metadata":"out:0193a00000007000800000000000007f:0"}}""" };
        var provider = Provider("messenger");

        var delivered = provider.Report(Chat("messenger"), bubble, BubbleState.Delivered).SelectMany(c => Read("messenger", c.Body)).ToList();
        var read = provider.Report(Chat("messenger"), bubble, BubbleState.Read).SelectMany(c => Read("messenger", c.Body)).Single();

        delivered.Select(e => e.Content).Should().Equal(new Echoed("m_1", "hello", ByHuman: false) { Mark = "out:0193a00000007000800000000000007f:0" }, new DeliveryReported("m_1", "delivered", null));
        ((DeliveryReported)read.Content).Until.Should().BeOnOrAfter(bubble.At);
    }

    private byte[] Compose(string kind, CustomerAct act) => Provider(kind).Compose(Chat(kind), act with { Id = "m_1", At = Clock.GetUtcNow() }).Single().Body;

    private static List<InboundEvent> Read(string kind, byte[] body)
    {
        var graph = new FakeGraph();
        var read = kind is "messenger"
            ? graph.Messenger.Read(MetaCalls.Call(body), FakeGraph.Account(kind, "1029384756"))
            : graph.Instagram.Read(MetaCalls.Call(body), FakeGraph.Account(kind, "17840000000000001"));
        return [.. read.Select(r => r.Event)];
    }

    private Task<(int Status, JsonElement Body)> Send(string kind, object message, string type = "RESPONSE", string? tag = null) =>
        Call(HttpMethod.Post, "/meta/v25.0/me/messages", kind, new { recipient = new { id = AddressOf(kind) }, messaging_type = type, tag, message });

    private static object Template(string type, object payload)
    {
        var body = JsonSerializer.SerializeToNode(payload)!.AsObject();
        body["template_type"] = type;
        return new { attachment = new { type = "template", payload = body } };
    }

    private static object Open(string url) => new { type = "web_url", title = "Pay", url };
}
