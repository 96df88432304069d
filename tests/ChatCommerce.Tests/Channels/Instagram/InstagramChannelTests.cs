using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Instagram;

public sealed class InstagramChannelTests
{
    private const string Shop = "17840000000000001";
    private const string Person = "6789012345678901";
    private static readonly ChannelAccount Account = FakeGraph.Account("instagram", Shop);
    private readonly FakeGraph graph = new();

    public static TheoryData<string, InboundContent, string?> Kinds => new()
    {
        { """ "message":{"mid":"a1","text":"Is the blue one back?"} """, new TextSaid("Is the blue one back?"), null },
        { """ "message":{"mid":"a1","attachments":[{"type":"audio","payload":{"url":"https://lookaside.example/ig_v.mp4"}}]} """, new MediaSent("audio", "https://lookaside.example/ig_v.mp4", null, null), null },
        { """ "message":{"mid":"a1","text":"this in 42?","attachments":[{"type":"ig_reel","payload":{"reel_video_id":"18003","url":"https://lookaside.example/r.mp4"}}]} """, new TextSaid("this in 42?"), null },
        { """ "message":{"mid":"a1","attachments":[{"type":"story_mention","payload":{"url":"https://lookaside.example/sm.jpg"}}]} """, new Unsupported("story_mention"), null },
        { """ "message":{"mid":"a1","is_unsupported":true} """, new Unsupported("unsupported"), null },
        { """ "message":{"mid":"a1","text":"price?","reply_to":{"story":{"url":"https://lookaside.example/s.jpg","id":"17990"}}} """, new TextSaid("price?"), null },
        { """ "message":{"mid":"a1","text":"Is this available?","referral":{"product":{"id":"5120001112223"}}} """, new ProductAsked("5120001112223", "Is this available?"), null },
        { """ "postback":{"mid":"a1","title":"Shipping?","payload":"faq:shipping","referral":{"ref":"store_k7Q2x","source":"IGME-SOURCE-LINK","type":"OPEN_THREAD"}} """, new ChoiceTapped("faq:shipping", "Shipping?"), "store_k7Q2x" },
        { """ "referral":{"ref":"store_k7Q2x","source":"IGME-SOURCE-LINK","type":"OPEN_THREAD"} """, new Referred("igme-source-link", null), "store_k7Q2x" },
        { """ "read":{"mid":"o1"} """, new DeliveryReported("o1", "read", null), null },
        { """ "message_edit":{"mid":"a1","text":"Is the navy one back?","num_edit":1} """, new MessageEdited("a1", "Is the navy one back?"), null },
        { """ "message":{"mid":"a1","is_deleted":true} """, new MessageDeleted("a1"), null },
        { """ "reaction":{"mid":"o1","action":"react","reaction":"love","emoji":"❤"} """, new Reacted("o1", "❤"), null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_item_is_what_it_carries_in_either_wrapping(string item, InboundContent content, string? reference)
    {
        var fields = $$"""{"sender":{"id":"{{Person}}"},"recipient":{"id":"{{Shop}}"},"timestamp":1790000099123,{{item}}}""";
        foreach (var entry in new[] { $"\"messaging\":[{fields}]", $$"""  "changes":[{"field":"messages","value":{{fields}}}]""" })
        {
            var read = Read($$"""{"object":"instagram","entry":[{"id":"{{Shop}}","time":1790000100000,{{entry}}}]}""").Single();

            read.Event.Content.Should().Be(content);
            read.Event.Reference.Should().Be(reference);
            read.Event.Sender.Identifiers.Should().Equal(new Identifier("igsid", Person));
        }
    }

    [Fact]
    public void A_text_is_read_with_little_memory()
    {
        var call = MetaCalls.Call($$"""{"object":"instagram","entry":[{"id":"{{Shop}}","time":1790000100000,"messaging":[{"sender":{"id":"{{Person}}"},"recipient":{"id":"{{Shop}}"},"timestamp":1790000099123,"message":{"mid":"a1","text":"파란색 운동화 있어요?"} }]}]}""");
        Reading.BytesOf(() => graph.Instagram.Read(call, Account)).Should().BeLessThanOrEqualTo(8 * 1024);
    }

    [Fact]
    public void An_edit_and_a_deletion_are_not_taken_for_the_message_again()
    {
        var keys = Read($$"""
            {"object":"instagram","entry":[{"id":"{{Shop}}","messaging":[{"sender":{"id":"{{Person}}"},"message":{"mid":"a1","text":"x"} }]},
              {"id":"{{Shop}}","messaging":[{"sender":{"id":"{{Person}}"},"message":{"mid":"a1","is_deleted":true} }]},
              {"id":"{{Shop}}","messaging":[{"sender":{"id":"{{Person}}"},"message_edit":{"mid":"a1","text":"y","num_edit":1} }]}]}
            """).Select(r => r.Event.ProviderKey);

        keys.Should().OnlyHaveUniqueItems().And.HaveCount(3);
    }

    [Fact]
    public void An_echo_without_an_application_may_be_a_persons() => Read(
        $$"""{"object":"instagram","entry":[{"id":"{{Shop}}","messaging":[{"sender":{"id":"{{Shop}}"},"recipient":{"id":"{{Person}}"},"timestamp":1790000112999,"message":{"mid":"e1","text":"Hi, Jin here!","is_echo":true} }]}]}""")
        .Single().Event.Content.Should().Be(new Echoed("e1", "Hi, Jin here!", ByHuman: true));

    [Theory]
    [InlineData("EAAtoken", "https://graph.facebook.com/v25.0/me/messages")]
    [InlineData("IGQVtoken", "https://graph.instagram.com/v25.0/me/messages")]
    public async Task Each_login_has_its_own_host(string token, string url)
    {
        graph.Answers("""{"recipient_id":"1","message_id":"o1"}""");
        await graph.Instagram.Send(FakeGraph.Part(FakeGraph.Account("instagram", Shop, token), Person, new Rendered("hi")), default);

        graph.Requests.Single().Url.Should().Be(url);
        graph.Sent.GetProperty("message").TryGetProperty("metadata", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Both_logins_go_where_the_base_address_was_pointed()
    {
        graph.Options.BaseAddress = new("http://127.0.0.1:5090/meta/");
        graph.Answers("""{"message_id":"o1"}""");
        await graph.Instagram.Send(FakeGraph.Part(FakeGraph.Account("instagram", Shop, "IGQV"), Person, new Rendered("hi")), default);

        graph.Requests.Single().Url.Should().Be("http://127.0.0.1:5090/meta/v25.0/me/messages");
    }

    [Fact]
    public void Text_is_counted_in_bytes()
    {
        var parts = Renderer.Lower(new RichMessage(string.Concat(Enumerable.Repeat("안녕하세요. ", 100))), graph.Instagram.Capabilities);

        parts.Should().HaveCountGreaterThan(1);
        parts.Max(p => TextLimit.Measure(p.Text, TextUnit.Utf8Bytes)).Should().BeLessThanOrEqualTo(1_000);
    }

    [Fact]
    public async Task Another_accounts_token_is_found_out()
    {
        graph.Answers("""{"user_id":"17840000000000001"}""").Answers("""{"user_id":"2"}""");
        var account = FakeGraph.Account("instagram", Shop, "IGQV");

        await graph.Instagram.Verify(account, default);
        (await FluentActions.Awaiting(() => graph.Instagram.Verify(account, default)).Should().ThrowAsync<ChannelTrouble>()).Which.Meaning.Should().Be(Meaning.CredentialsRefused);
    }

    private IReadOnlyList<Received> Read(string body) => graph.Instagram.Read(MetaCalls.Call(body), Account);
}
