using System.Net;
using ChatCommerce.Channels;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Twilio;

/// <summary>Calls that send nothing.</summary>
public sealed class TwilioAccountCallsTests
{
    private readonly TwilioAccount twilio = new();

    [Fact]
    public async Task Typing_names_the_message_it_answers()
    {
        twilio.Provider.Answers(200, """{"success":true}""");

        await twilio.WhatsApp.ShowTyping(twilio.WhatsAppAccount, "whatsapp:+821012345678", "SM0a1#1", CancellationToken.None);

        twilio.Provider.Last.Url.Should().Be(new Uri("https://messaging.twilio.com/v2/Indicators/Typing.json"));
        twilio.Provider.Last.Form.Should().Equal(("messageId", "SM0a1"), ("channel", "whatsapp"));
    }

    [Fact]
    public async Task A_file_is_fetched_with_the_accounts_sign_in_and_followed_elsewhere_without_it()
    {
        twilio.Provider.Answers(() => new(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new("https://cdn.example/f") } })
            .Answers(() => new(HttpStatusCode.OK) { Content = new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0]) { Headers = { ContentType = new("image/jpeg") } } });

        var file = await twilio.WhatsApp.Fetch(twilio.WhatsAppAccount, new("image", "https://api.twilio.com/2010-04-01/x/ME1", "image/jpeg", null), CancellationToken.None);

        file.Bytes.Should().Equal(0xFF, 0xD8, 0xFF, 0xE0);
        twilio.Provider.Calls.Select(c => c.Authorization is null).Should().Equal(false, true);
    }

    [Theory]
    [InlineData("https://api.twilio.com.evil.example/x")]
    [InlineData("https://eviltwilio.com/x")]
    [InlineData("http://api.twilio.com/x")]
    [InlineData("https://api.twilio.com:8443/x")]
    public async Task The_accounts_sign_in_goes_to_twilio_alone(string address)
    {
        twilio.Provider.Answers(404, "{}");

        await twilio.Invoking(t => t.WhatsApp.Fetch(t.WhatsAppAccount, new("image", address, null, null), CancellationToken.None)).Should().ThrowAsync<ChannelTrouble>();

        twilio.Provider.Last.Authorization.Should().BeNull();
    }

    [Fact]
    public async Task An_account_that_works_is_verified_and_a_suspended_one_refused()
    {
        twilio.Provider.Answers(200, """{"status":"active"}""").Answers(200, """{"status":"suspended"}""");

        await twilio.Sms.Verify(twilio.SmsAccount, CancellationToken.None);

        (await twilio.Invoking(t => t.Sms.Verify(t.SmsAccount, CancellationToken.None)).Should().ThrowAsync<ChannelTrouble>())
            .Which.Meaning.Should().Be(Meaning.CredentialsRefused);
        twilio.Provider.Last.Url.Should().Be(new Uri($"https://api.twilio.com/2010-04-01/Accounts/{TwilioAccount.Sid}.json"));
    }
}
