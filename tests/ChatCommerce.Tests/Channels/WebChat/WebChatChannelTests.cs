using System.Text.Json;
using ChatCommerce.Channels;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.WebChat;

public sealed class WebChatChannelTests
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task Text_is_a_plain_message_of_the_shop()
    {
        var activity = await Send(new("Hello $5 <b>"));

        activity.GetProperty("type").GetString().Should().Be("message");
        activity.GetProperty("text").GetString().Should().Be("Hello $5 <b>");
        activity.GetProperty("textFormat").GetString().Should().Be("plain");
        activity.GetProperty("id").GetString().Should().Be("$id$", "the store gives it its id with its watermark");
        activity.GetProperty("from").GetRawText().Should().Be("""{"id":"harbor","name":"Harbor","role":"bot"}""");
        activity.GetProperty("conversation").GetProperty("id").GetString().Should().Be("thread");
        activity.GetProperty("timestamp").GetString().Should().Be("2026-11-20T09:00:00.000Z");
        activity.TryGetProperty("attachments", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Cards_are_a_carousel_of_hero_cards_whose_buttons_send_our_payload()
    {
        var card = new Card("Pier mug", "18.00 USD") { Picture = new("https://shop.example/m.svg", "A mug"), Choices = [new("Add", "add:1")], Link = new("Page", "https://shop.example/p/1") };
        var activity = await Send(new("Found") { Cards = [card, card] });

        activity.GetProperty("attachmentLayout").GetString().Should().Be("carousel");
        var attachments = activity.GetProperty("attachments").EnumerateArray().ToList();
        attachments.Should().HaveCount(2).And.OnlyContain(a => a.GetProperty("contentType").GetString() == "application/vnd.microsoft.card.hero");
        attachments[0].GetProperty("content").GetRawText().Should().Be(
            """{"title":"Pier mug","subtitle":"18.00 USD","images":[{"url":"https://shop.example/m.svg","alt":"A mug"}],"buttons":["""
            + """{"type":"messageBack","title":"Add","value":"add:1","text":"Add","displayText":"Add"},{"type":"openUrl","title":"Page","value":"https://shop.example/p/1"}]}""");
    }

    [Fact]
    public async Task Choices_are_suggested_actions()
    {
        var activity = await Send(new("Which size?") { Choices = [new("42", "size:42")] });

        activity.GetProperty("suggestedActions").GetRawText().Should().Be(
            """{"to":[],"actions":[{"type":"messageBack","title":"42","value":"size:42","text":"42","displayText":"42"}]}""");
    }

    [Fact]
    public async Task A_link_is_a_button_that_stays_with_the_message()
    {
        var activity = await Send(new("Ready to pay.") { Link = new("Pay", "https://shop.example/c/x") });

        activity.GetProperty("attachments")[0].GetProperty("content").GetProperty("buttons")[0].GetRawText()
            .Should().Be("""{"type":"openUrl","title":"Pay","value":"https://shop.example/c/x"}""");
    }

    [Fact]
    public async Task A_picture_is_an_attachment_with_its_description()
    {
        var activity = await Send(new("Here") { Picture = new("https://shop.example/a.svg", "A lamp") });

        activity.GetProperty("attachments")[0].GetRawText()
            .Should().Be("""{"contentType":"image/svg+xml","contentUrl":"https://shop.example/a.svg","name":"A lamp"}""");
    }

    [Fact]
    public async Task A_person_of_the_shop_is_named()
    {
        var activity = await Send(new("Hi, Mina here"), "Mina");

        activity.GetProperty("from").GetProperty("name").GetString().Should().Be("Mina");
        activity.GetProperty("channelData").GetProperty("author").GetString().Should().Be("staff");
    }

    private async Task<JsonElement> Send(RichMessage message, string? staff = null)
    {
        var account = new ChannelAccount(Id.New<TenantId>(clock), Id.New<ChannelAccountId>(clock), "web_chat", "harbor", "Harbor",
            new Dictionary<string, string>(), new Dictionary<string, string>());
        var outbound = new Outbound(account, "thread", Id.New<OutboxId>(clock), message, MessageClass.Reply) { At = clock.GetUtcNow(), StaffName = staff };
        var accepted = await new WebChatChannel().Send(outbound, CancellationToken.None);
        accepted.Activity.Should().Contain("\"$id$\"").And.NotContain("$5", "what people write must not pass for a place to fill");
        return JsonDocument.Parse(accepted.Activity!).RootElement;
    }
}
