using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Twilio;

public sealed class TwilioSendTests
{
    private const string Callback = "https://example.com/webhooks/whatsapp_twilio/secret?mark=out%3A01890000000070008000000000000001%3A0";
    private readonly TwilioAccount twilio = new();

    [Fact]
    public async Task Text_goes_out_with_both_ends_and_the_address_for_its_reports()
    {
        var accepted = await twilio.Takes().Send(new("In stock!"));

        var asked = twilio.Provider.Last;
        asked.Url.Should().Be(new Uri($"https://api.twilio.com/2010-04-01/Accounts/{TwilioAccount.Sid}/Messages.json"));
        asked.Form.Should().Equal(("To", "whatsapp:+821012345678"), ("From", "whatsapp:+14155550199"), ("StatusCallback", Callback), ("Body", "In stock!"));
        asked.Authorization!.ToString().Should().Be("Basic " + Convert.ToBase64String("AC00000000000000000000000000000001:12345"u8));
        accepted.ProviderId.Should().Be("SM61");
    }

    [Fact]
    public async Task A_messaging_service_and_an_api_key_are_used_where_they_are_set()
    {
        twilio.WhatsAppAccount = twilio.WhatsAppAccount with
        {
            Settings = new Dictionary<string, string> { ["account_sid"] = TwilioAccount.Sid, ["messaging_service_sid"] = "MG1" },
            Credentials = new Dictionary<string, string> { ["auth_token"] = "12345", ["api_key"] = "SK1:s" },
        };

        await twilio.Takes().Send(new("hi"));

        twilio.Provider.Last.Field("From").Should().BeNull();
        twilio.Provider.Last.Field("MessagingServiceSid").Should().Be("MG1");
        twilio.Provider.Last.Authorization!.Parameter.Should().Be(Convert.ToBase64String("SK1:s"u8));
    }

    [Fact]
    public async Task Buttons_are_content_whose_words_are_variables_line_by_line()
    {
        await twilio.Takes("HX1").Takes().Send(new("Your cart:\n\nPier  mug\tx 2") { Choices = [new("Pay now", "cart:pay"), new("Talk to us", "human")] });

        var content = twilio.Provider.Calls[0];
        content.Url.Should().Be(new Uri("https://content.twilio.com/v1/Content"));
        content.Json.GetProperty("types").GetRawText().Should().Be(
            """{"twilio/quick-reply":{"body":"{{1}}\n\n{{2}}","actions":[{"type":"QUICK_REPLY","title":"{{3}}","id":"{{4}}"},{"type":"QUICK_REPLY","title":"{{5}}","id":"{{6}}"}]}}""");
        twilio.Provider.Last.Field("ContentSid").Should().Be("HX1");
        twilio.Provider.Last.Field("ContentVariables").Should().Be("""{"1":"Your cart:","2":"Pier mug x 2","3":"Pay now","4":"cart:pay","5":"Talk to us","6":"human"}""");
        twilio.Provider.Last.Field("Body").Should().BeNull();
    }

    [Fact]
    public async Task A_structure_is_laid_down_once_and_another_one_again()
    {
        twilio.Takes("HX1").Takes().Takes().Takes("HX2").Takes();
        await twilio.Send(new("One?") { Choices = [new("Yes", "y")] });
        await twilio.Send(new("Two?") { Choices = [new("No", "n")] });
        await twilio.Send(new("Three?") { Choices = [new("Yes", "y"), new("No", "n")] });

        twilio.Provider.Calls.Select(c => c.Url.Host).Should().Equal("content.twilio.com", "api.twilio.com", "api.twilio.com", "content.twilio.com", "api.twilio.com");
        twilio.Provider.Calls.Where(c => c.Url.Host == "api.twilio.com").Select(c => c.Field("ContentSid")).Should().Equal("HX1", "HX1", "HX2");
    }

    [Fact]
    public async Task Rows_are_a_list_picker_in_the_language_of_the_message()
    {
        await twilio.Takes("HX1").Takes().Send(new("Pick one") { Rows = [new("Blue runner 42", "$45", "p:1"), new("Cart", "", "cart")] });

        twilio.Provider.Calls[0].Json.GetProperty("types").GetRawText().Should().Be(
            """{"twilio/list-picker":{"body":"{{1}}","button":"See options","items":[{"id":"{{2}}","item":"{{3}}","description":"{{4}}"},{"id":"{{5}}","item":"{{6}}"}]}}""");
    }

    [Fact]
    public async Task A_link_is_a_call_to_action_with_its_host_fixed()
    {
        await twilio.Takes("HX1").Takes().Send(new("Ready.") { Link = new("Pay", "https://shop.example/c/91?x=1") });

        twilio.Provider.Calls[0].Json.GetProperty("types").GetRawText().Should().Be(
            """{"twilio/call-to-action":{"body":"{{1}}","actions":[{"type":"URL","title":"{{2}}","url":"https://shop.example/{{3}}"}]}}""");
        twilio.Provider.Last.Field("ContentVariables").Should().Be("""{"1":"Ready.","2":"Pay","3":"c/91?x=1"}""");
    }

    [Fact]
    public async Task Content_that_is_gone_is_made_again()
    {
        twilio.Takes("HX1").Refuses(400, 21655).Takes("HX2").Takes();
        var accepted = await twilio.Send(new("One?") { Choices = [new("Yes", "y")] });

        twilio.Provider.Last.Field("ContentSid").Should().Be("HX2");
        accepted.ProviderId.Should().Be("SM61");
    }

    [Fact]
    public async Task Trouble_before_the_message_left_is_never_ambiguous()
    {
        twilio.Provider.Answers(500, "{}");

        (await twilio.Invoking(t => t.Send(new("One?") { Choices = [new("Yes", "y")] })).Should().ThrowAsync<ChannelTrouble>()).Which.Retry.Should().Be(Retry.Temporary);
    }

    [Fact]
    public async Task A_template_is_named_with_its_values()
    {
        await twilio.Takes().Send(new("unused"), permit: new TemplatePermit("HX9", "en", ["A-1042", "Mina"]));

        twilio.Provider.Last.Field("ContentSid").Should().Be("HX9");
        twilio.Provider.Last.Field("ContentVariables").Should().Be("""{"1":"A-1042","2":"Mina"}""");
    }

    [Fact]
    public async Task A_picture_goes_with_its_words_but_never_in_place_of_buttons_and_never_as_a_vector()
    {
        await twilio.Takes().Send(new("Look") { Picture = new("https://cdn.example/a.jpg", "A") });
        twilio.Provider.Last.Field("MediaUrl").Should().Be("https://cdn.example/a.jpg");

        await twilio.Takes().Send(new("Look") { Picture = new("https://cdn.example/a.svg", "A") });
        twilio.Provider.Last.Field("MediaUrl").Should().BeNull();
    }

    [Theory]
    [InlineData(400, 21211, Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(400, 63024, Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(400, 30005, Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(400, 30006, Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(400, 21610, Retry.Permanent, Meaning.OptedOut)]
    [InlineData(400, 63016, Retry.Permanent, Meaning.WindowClosed)]
    [InlineData(400, 21606, Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(400, 30003, Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(400, 30004, Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(400, 30007, Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(400, 30008, Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(400, 30036, Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(401, 20003, Retry.Permanent, Meaning.CredentialsRefused)]
    [InlineData(429, 20429, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(400, 14107, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(400, 21611, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(400, 30001, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(400, 63017, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(400, 63018, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(429, 99999, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(503, 20503, Retry.Temporary, Meaning.ThisMessage)]
    [InlineData(500, 20500, Retry.Ambiguous, Meaning.ThisMessage)]
    [InlineData(400, 99999, Retry.Permanent, Meaning.ThisMessage)]
    public async Task Every_refusal_says_who_may_try_again(int status, int code, Retry retry, Meaning meaning)
    {
        var trouble = (await twilio.Refuses(status, code).Invoking(t => t.Send(new("hi"))).Should().ThrowAsync<ChannelTrouble>()).Which;

        (trouble.Retry, trouble.Meaning).Should().Be((retry, meaning));
        trouble.Message.Should().StartWith($"Twilio {code}: ");
    }

    [Fact]
    public async Task An_answer_without_the_message_leaves_it_unknown()
    {
        twilio.Provider.Answers(201, "{}");

        (await twilio.Invoking(t => t.Send(new("hi"))).Should().ThrowAsync<ChannelTrouble>()).Which.Retry.Should().Be(Retry.Ambiguous);
    }
}
