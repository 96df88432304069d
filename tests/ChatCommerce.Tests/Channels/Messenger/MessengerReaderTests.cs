using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Messenger;

public sealed class MessengerReaderTests
{
    private const string Page = "1029384756";
    private const string Person = "7100000000000001";
    private static readonly FakeGraph Graph = new();
    private static readonly ChannelAccount Account = FakeGraph.Account("messenger", Page);

    public static TheoryData<string, InboundContent, string?> Kinds => new()
    {
        { """ "message":{"mid":"m1","text":"Do you ship to Busan?"} """, new TextSaid("Do you ship to Busan?"), null },
        { """ "message":{"mid":"m1","attachments":[{"type":"image","payload":{"url":"https://scontent.example/a.jpg"}}]} """, new MediaSent("image", "https://scontent.example/a.jpg", null, null), null },
        { """ "message":{"mid":"m1","attachments":[{"type":"audio","payload":{"url":"https://cdn.example/v.mp4"}}]} """, new MediaSent("audio", "https://cdn.example/v.mp4", null, null), null },
        { """ "message":{"mid":"m1","attachments":[{"type":"image","payload":{"url":"https://s.example/s.png","sticker_id":369}}]} """, new MediaSent("sticker", "https://s.example/s.png", null, null), null },
        { """ "message":{"mid":"m1","attachments":[{"type":"location","title":"Pinned","payload":{"coordinates":{"lat":37.5665,"long":126.978}}}]} """, new LocationSent(37.5665, 126.978, "Pinned", null), null },
        { """ "message":{"mid":"m1","text":"Add to cart","quick_reply":{"payload":"act:add:1"}} """, new ChoiceTapped("act:add:1", "Add to cart"), null },
        { """ "postback":{"mid":"m1","title":"Shipping?","payload":"faq:shipping"} """, new ChoiceTapped("faq:shipping", "Shipping?"), null },
        { """ "postback":{"mid":"m1","title":"Get Started","payload":"GET_STARTED","referral":{"ref":"store_k7Q2x","source":"SHORTLINK","type":"OPEN_THREAD"}} """, new Referred("start", null), "store_k7Q2x" },
        { """ "referral":{"ref":"store_k7Q2x","source":"SHORTLINK","type":"OPEN_THREAD"} """, new Referred("shortlink", null), "store_k7Q2x" },
        { """ "message":{"mid":"m1","text":"I saw the ad","referral":{"ref":"autumn","ad_id":"1","source":"ADS","ads_context_data":{"ad_title":"Autumn"}}} """, new TextSaid("I saw the ad"), "autumn" },
        { """ "message":{"mid":"m1","text":"Is this available?","referral":{"product":{"id":"512"}},"attachments":[{"type":"template","payload":{"product":{"elements":[{"id":"512","retailer_id":"sku_311"}]}}}]} """, new ProductAsked("sku_311", "Is this available?"), null },
        { """ "reaction":{"mid":"o1","action":"react","reaction":"like","emoji":"👍"} """, new Reacted("o1", "👍"), null },
        { """ "reaction":{"mid":"o1","action":"unreact"} """, new Reacted("o1", null), null },
        { """ "delivery":{"mids":["o1"],"watermark":1790000209000} """, new DeliveryReported("o1", "delivered", null), null },
        { """ "read":{"watermark":1790000210000} """, new DeliveryReported("", "read", null) { Until = DateTimeOffset.FromUnixTimeMilliseconds(1790000210000) }, null },
        { """ "send_cart":{"whatever":1} """, new Unsupported("send_cart"), null },
        { """ "message":{"mid":"m1","attachments":[{"type":"appointment_booking","payload":{}}]} """, new Unsupported("appointment_booking"), null },
        { """ "message":{"mid":"m1","is_deleted":true} """, new MessageDeleted("m1"), null },
        { """ "app_roles":{"555":["primary_receiver"]} """, new AccountNews("app_roles", null), null },
        { """ "pass_thread_control":{"previous_owner_app_id":263902037430900,"new_owner_app_id":555000111222333} """, new ThreadControl("pass") { Ours = true }, null },
        { """ "pass_thread_control":{"previous_owner_app_id":555000111222333,"new_owner_app_id":263902037430900} """, new ThreadControl("pass") { Ours = false }, null },
        { """ "take_thread_control":{"previous_owner_app_id":555000111222333} """, new ThreadControl("take") { Ours = false }, null },
        { """ "request_thread_control":{"requested_owner_app_id":263902037430900} """, new ThreadControl("request"), null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_item_is_what_it_carries(string item, InboundContent content, string? reference)
    {
        var read = Read(Item(item)).Single();

        read.Event.Content.Should().Be(content);
        read.Event.Reference.Should().Be(reference);
        read.ExternalId.Should().Be(Page);
        (content is AccountNews || read.Event.ThreadKey == Person).Should().BeTrue();
    }

    [Fact]
    public void An_ad_and_a_product_are_told_as_where_the_person_came_from()
    {
        Read(Item(""" "message":{"mid":"m1","text":"hi","referral":{"ref":"autumn","ad_id":"1202","source":"ADS","ads_context_data":{"ad_title":"Autumn"}}} """)).Single().Event.Referral
            .Should().Be(new Referral("ads") { Ref = "autumn", AdId = "1202", Headline = "Autumn" });
        Read(Item(""" "message":{"mid":"m1","text":"hi","referral":{"product":{"id":"512"}}} """)).Single().Event.Referral.Should().Be(new Referral("product") { ProductId = "512" });
        Read(Item(""" "message":{"mid":"m1","text":"hi"} """)).Single().Event.Referral.Should().BeNull();
    }

    [Fact]
    public void The_person_is_the_one_at_the_other_end()
    {
        var said = Read(Item(""" "message":{"mid":"m1","text":"hi"} """)).Single().Event;

        said.Sender.Identifiers.Should().Equal(new Identifier("psid", Person));
        said.ProviderKey.Should().Be("m1");
        said.OccurredAt.Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(1790000199900));
    }

    [Fact]
    public void Several_files_are_several_events_of_one_message()
    {
        var read = Read(Item("""
            "message":{"mid":"m1","text":"these","attachments":[{"type":"image","payload":{"url":"https://a.example/1"}},{"type":"file","payload":{"url":"https://a.example/2"}}]}
            """));

        read.Select(r => r.Event.ProviderKey).Should().Equal("m1", "m1#1");
        read.Select(r => r.Event.MessageId).Should().AllBe("m1");
        read.Select(r => r.Event.Content).Should().Equal(new MediaSent("image", "https://a.example/1", null, "these"), new MediaSent("file", "https://a.example/2", null, null));
    }

    [Theory]
    [InlineData(""" "app_id":263902037430900,"metadata":"" """, true)]
    [InlineData(""" "app_id":555000111222333 """, false)]
    [InlineData(""" "metadata":"out:0193a00000007000800000000000007f:0" """, false)]
    [InlineData(""" "metadata":"out:of stock:0" """, true)]
    [InlineData(""" "app_id":"555000111222333" """, false)]
    public void An_echo_is_a_persons_unless_our_application_sent_it(string fields, bool byHuman)
    {
        var echo = Read(Entry("messaging", $$$$$"""{"sender":{"id":"{{{{{Page}}}}}"},"recipient":{"id":"{{{{{Person}}}}}"},"timestamp":1790000211900,"message":{"mid":"e1","text":"Jin here","is_echo":true,{{{{{fields}}}}}}}""")).Single().Event;

        echo.Content.Should().BeOfType<Echoed>().Which.ByHuman.Should().Be(byHuman);
        echo.ThreadKey.Should().Be(Person);
    }

    [Fact]
    public void Said_on_standby_is_marked_so() => Read(Entry("standby",
        $$$$$"""{"sender":{"id":"{{{{{Person}}}}}"},"recipient":{"id":"{{{{{Page}}}}}"},"timestamp":1790000212900,"message":{"mid":"m9","text":"still there?"}}"""))
        .Single().OnStandby.Should().BeTrue();

    [Fact]
    public void A_broken_item_does_not_spoil_the_batch()
    {
        var read = Read(Entry("messaging", $$$$$"""7,{"sender":7},{"sender":{"id":"{{{{{Person}}}}}"},"recipient":{"id":"{{{{{Page}}}}}"},"message":{"mid":"m1","text":"hi"}},{"sender":{"id":"{{{{{Person}}}}}"},"message":{"text":[]}}"""));

        read.Select(r => r.Event.Content).Should().Equal(
            new AccountNews("item without a person", null), new AccountNews("item without a person", null), new TextSaid("hi"), new Unsupported("empty message"));
    }

    [Fact]
    public void A_text_is_read_with_little_memory()
    {
        var call = MetaCalls.Call(Item(""" "message":{"mid":"m1","text":"Do you ship to Busan? 파란색 운동화 있어요?"} """));
        Reading.BytesOf(() => Graph.Messenger.Read(call, Account)).Should().BeLessThanOrEqualTo(8 * 1024);
    }

    private static IReadOnlyList<Received> Read(string body) => Graph.Messenger.Read(MetaCalls.Call(body), Account);

    private static string Item(string fields) => Entry("messaging",
        $$"""{"sender":{"id":"{{Person}}"},"recipient":{"id":"{{Page}}"},"timestamp":1790000199900,{{fields}}}""");

    private static string Entry(string list, string items) => $$"""{"object":"page","entry":[{"id":"{{Page}}","time":1790000200000,"{{list}}":[{{items}}]}]}""";
}
