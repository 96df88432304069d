using System.Net;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Twilio;

/// <summary>Every request we send holds to Twilio's own OpenAPI files, where they are at hand.</summary>
public sealed class TwilioPublishedApiTests
{
    private const string Messages = "/2010-04-01/Accounts/{AccountSid}/Messages.json";
    private readonly TwilioAccount twilio = new();

    private static readonly RichMessage[] Told =
    [
        new("Hi"),
        new("Look") { Picture = new("https://cdn.example/a.jpg", "A") },
        new("Which?") { Choices = [new("Yes", "y"), new("No", "n")] },
        new("Ready") { Link = new("Pay", "https://shop.example/c/1") },
        new("Cart") { Choices = [new("Pay", "p")], Link = new("Open", "https://shop.example/c/1") },
        new("Found") { Cards = [new("Mug", "$18") { Choices = [new("Add", "add:1")] }, new("Cup", "") { Choices = [new("Add", "add:2")] }] },
        new(string.Concat(Enumerable.Repeat("안녕하세요. ", 400))) { Choices = [new("A", "1"), new("B", "2"), new("C", "3"), new("D", "4")] },
    ];

    [Fact]
    public async Task Messages_and_content_are_as_twilio_describes_them()
    {
        if (PublishedApi.Read("twilio_api_v2010.json") is not { } messages || PublishedApi.Read("twilio_content_v1.json") is not { } contents)
        {
            return;
        }

        twilio.Provider.Otherwise = _ => new(HttpStatusCode.Created) { Content = new StringContent("""{"sid":"HX00000000000000000000000000000001"}""") };
        foreach (var part in Told.SelectMany(m => Renderer.Lower(m, twilio.WhatsApp.Capabilities)))
        {
            await twilio.Send(part);
        }

        await twilio.Send(new("unused"), permit: new TemplatePermit("HX00000000000000000000000000000001", "en", ["A"]));
        foreach (var part in Told.SelectMany(m => Renderer.Lower(m, twilio.Sms.Capabilities)))
        {
            await twilio.SendSms(part);
        }

        var sent = twilio.Provider.Calls.Where(c => c.Url.Host == "api.twilio.com").ToList();
        sent.Should().HaveCountGreaterThan(15);
        sent.SelectMany(c => messages.WrongsOfForm(Messages, c.Form)).Should().BeEmpty();
        twilio.Provider.Calls.Where(c => c.Url.Host == "content.twilio.com").SelectMany(c => contents.WrongsOfJson("/v1/Content", c.Json)).Should().BeEmpty();
    }

    [Fact]
    public async Task Typing_is_as_twilio_describes_it()
    {
        if (PublishedApi.Read("twilio_messaging_v2.json") is not { } messaging)
        {
            return;
        }

        twilio.Provider.Answers(200, """{"success":true}""");
        await twilio.WhatsApp.ShowTyping(twilio.WhatsAppAccount, "whatsapp:+821012345678", "SM00000000000000000000000000000001", CancellationToken.None);

        messaging.WrongsOfForm("/v2/Indicators/Typing.json", twilio.Provider.Last.Form).Should().BeEmpty();
    }
}
