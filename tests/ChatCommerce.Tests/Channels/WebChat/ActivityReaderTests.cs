using System.Text;
using System.Text.Json;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.WebChat;

public sealed class ActivityReaderTests
{
    private static readonly Sending Sending = new("thread", "act-1", new([new("web_session", "thread")]), new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_message_is_text_said_by_the_session_not_by_whom_it_claims()
    {
        var inbound = Read("""{"type":"message","from":{"id":"somebody-else"},"text":" red shoes "}""").Single();

        inbound.Content.Should().Be(new TextSaid("red shoes"));
        inbound.Sender.Identifiers.Should().Equal(new Identifier("web_session", "thread"));
        inbound.ProviderKey.Should().Be("act-1");
        inbound.ThreadKey.Should().Be("thread");
    }

    [Theory]
    [InlineData("""{"type":"message","text":"Add to cart","value":"add:7","channelData":{"messageBack":{"displayText":"Add to cart"}}}""")]
    [InlineData("""{"type":"message","text":"Add to cart","value":{"payload":"add:7"}}""")]
    [InlineData("""{"type":"message","value":"add:7","channelData":{"messageBack":{"displayText":"Add to cart"}}}""")]
    public void A_tapped_button_carries_our_payload_and_what_it_showed(string json) =>
        Read(json).Single().Content.Should().Be(new ChoiceTapped("add:7", "Add to cart"));

    [Theory]
    [InlineData("""{"type":"message","value":"add:7"}""")]
    [InlineData("""{"type":"message","text":"add:7","channelData":{"postBack":true}}""")]
    public void A_post_back_is_a_tap_without_a_label(string json) => Read(json).Single().Content.Should().Be(new ChoiceTapped("add:7", "add:7"));

    [Fact]
    public void An_im_back_is_the_text_it_sends() =>
        Read("""{"type":"message","text":"Show cart","channelData":{"clientActivityID":"c1"}}""").Single().Content.Should().Be(new TextSaid("Show cart"));

    [Fact]
    public void Attachments_become_media_and_the_first_carries_the_text()
    {
        var events = Read("""
            {"type":"message","text":"like this","attachments":[
              {"contentType":"image/png","contentUrl":"https://pictures.example/1.png","name":"one.png"},
              {"contentType":"application/pdf","contentUrl":"data:application/pdf;base64,AAAA","name":"two.pdf"}]}
            """);

        events.Select(e => e.Content).Should().Equal(
            new MediaSent("image", "https://pictures.example/1.png", "image/png", "like this", "one.png"),
            new MediaSent("file", "", "application/pdf", null, "two.pdf"));
        events.Select(e => e.ProviderKey).Should().Equal("act-1", "act-1#1");
    }

    [Theory]
    [InlineData("""{"type":"GeoCoordinates","latitude":37.57,"longitude":126.98,"name":"City hall"}""")]
    [InlineData("""{"type":"Place","name":"City hall","geo":{"type":"GeoCoordinates","latitude":37.57,"longitude":126.98}}""")]
    public void A_place_entity_is_a_location(string entity) =>
        Read($$"""{"type":"message","entities":[{{entity}}]}""").Single().Content.Should().Be(new LocationSent(37.57, 126.98, "City hall", null));

    [Theory]
    [InlineData("""{"type":"event","name":"shop/open","value":"p:abc"}""")]
    [InlineData("""{"type":"event","name":"shop/open","value":{"reference":"p:abc"}}""")]
    public void Opening_by_a_reference_is_a_referral(string json)
    {
        var inbound = Read(json).Single();

        inbound.Content.Should().Be(new Referred("web", null));
        inbound.Reference.Should().Be("p:abc");
    }

    [Fact]
    public void A_first_message_may_carry_the_reference() =>
        Read("""{"type":"message","text":"hello","channelData":{"reference":"p:abc"}}""").Single().Reference.Should().Be("p:abc");

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("endOfConversation")]
    public void What_is_between_client_and_server_is_no_event(string type) => Read($$"""{"type":"{{type}}"}""").Should().BeEmpty();

    [Theory]
    [InlineData("""{"type":"invoke","name":"x"}""", "invoke")]
    [InlineData("""{"type":"event","name":"webchat/join"}""", "event webchat/join")]
    [InlineData("""{"type":"message"}""", "empty message")]
    [InlineData("""{"text":"no type"}""", "")]
    public void What_we_do_not_know_is_kept_as_unsupported(string json, string type) => Read(json).Single().Content.Should().Be(new Unsupported(type));

    [Fact]
    public void Edits_deletions_and_reactions_are_not_said()
    {
        Read("""{"type":"messageUpdate","id":"m1","text":"new"}""").Single().Content.Should().Be(new MessageEdited("m1", "new"));
        Read("""{"type":"messageDelete","id":"m1"}""").Single().Content.Should().Be(new MessageDeleted("m1"));
        Read("""{"type":"messageReaction","replyToId":"m1","reactionsAdded":[{"type":"like"}]}""").Single().Content.Should().Be(new Reacted("m1", "like"));
    }

    [Theory]
    [InlineData(@"{""type"":""message"",""text"":""a\u0000b""}", "ab")]
    [InlineData(@"{""type"":""message"",""text"":""a\ud800b""}", "ab")]
    [InlineData(@"{""type"":""message"",""text"":""a\udc00\ud83d\ude00b""}", "a😀b")]
    [InlineData(@"{""type"":""message"",""text"":""a\\u0000b""}", @"a\u0000b")]
    [InlineData(@"{""type"":""message"",""text"":""a\u202eb""}", "ab")]
    public void Text_that_no_database_or_reader_can_bear_is_mended(string json, string text) => Read(json).Single().Content.Should().Be(new TextSaid(text));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":\"message\",\"attachments\":{}}")]
    [InlineData("{\"type\":\"message\"")]
    public void What_is_no_activity_is_refused(string json) =>
        FluentActions.Invoking(() => ActivityJson.Read(Encoding.UTF8.GetBytes(json))).Should().Throw<JsonException>();

    [Fact]
    public void The_echo_carries_the_id_and_the_channel_data_the_client_knows_it_by()
    {
        var said = Parse("""{"type":"message","text":"hi","from":{"id":"me"},"channelData":{"clientActivityID":"c1","deep":{"n":1e999,"ok":true}},"value":{"big":12}}""");

        var echo = JsonDocument.Parse(ActivityJson.Write(ActivityWriter.Echo(said, Sending))).RootElement;

        echo.GetProperty("id").GetString().Should().Be("act-1");
        echo.GetProperty("from").GetProperty("id").GetString().Should().Be("me");
        echo.GetProperty("conversation").GetProperty("id").GetString().Should().Be("thread");
        echo.GetProperty("channelData").GetRawText().Should().Be("""{"clientActivityID":"c1","deep":{"ok":true}}""");
        ActivityReader.ClientId(said).Should().Be("c1");
    }

    [Fact]
    public void Nothing_a_customer_writes_is_a_place_for_the_store_to_fill()
    {
        ActivityJson.Write(ActivityWriter.Echo(Parse("""{"type":"message","text":"it costs $id$"}"""), Sending)).Should().NotContain("$").And.Contain("u0024id");
    }

    [Fact]
    public void A_text_is_read_with_little_memory()
    {
        var body = Encoding.UTF8.GetBytes("""{"type":"message","from":{"id":"me"},"locale":"ko","text":"파란색 운동화 있어요?","channelData":{"clientActivityID":"c1"}}""");
        Reading.BytesOf(() => ActivityReader.Read(ActivityJson.Read(body), Sending)).Should().BeLessThanOrEqualTo(8 * 1024);
    }

    [Fact]
    public void An_echo_of_too_much_data_goes_without_it() =>
        ActivityJson.Echoable(JsonDocument.Parse($$"""{"a":"{{new string('x', 20_000)}}"}""").RootElement).Should().BeNull();

    private static Activity Parse(string json) => ActivityJson.Read(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<InboundEvent> Read(string json) => ActivityReader.Read(Parse(json), Sending);
}
