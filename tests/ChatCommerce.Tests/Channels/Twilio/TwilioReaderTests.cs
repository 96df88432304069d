using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Twilio;

/// <summary>Calls in the shapes of Twilio's published webhook parameters.</summary>
public sealed class TwilioReaderTests
{
    private const string Head = "MessageSid=SM0a1&SmsSid=SM0a1&SmsMessageSid=SM0a1&AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01"
        + "&To=whatsapp%3A%2B14155550199&From=whatsapp%3A%2B821012345678&WaId=821012345678&ExternalUserId=KR.70351288412390871123&ProfileName=Mina&SmsStatus=received";

    private readonly TwilioAccount twilio = new();

    [Fact]
    public void A_text_says_who_wrote_what_and_to_whom()
    {
        var received = twilio.WhatsApp.Read(twilio.Request(Head + "&NumMedia=0&MessageType=text&Body=blue+shoes%3F&NumSegments=1"), twilio.WhatsAppAccount).Single();

        received.ExternalId.Should().Be("whatsapp:+14155550199");
        received.Event.Content.Should().Be(new TextSaid("blue shoes?"));
        (received.Event.ProviderKey, received.Event.ThreadKey).Should().Be(("SM0a1", "whatsapp:+821012345678"));
        received.Event.Sender.Identifiers.Should().Equal(new Identifier("wa_bsuid", "KR.70351288412390871123"), new Identifier("phone", "+821012345678"));
        received.Event.Sender.DisplayName.Should().Be("Mina");
    }

    [Fact]
    public void Who_has_a_username_only_is_known_by_the_scoped_id_and_written_to_there()
    {
        var read = twilio.Read("MessageSid=SM0a2&MessageType=text&ProfileName=Ravi&ProfileUsername=ravi_k&ExternalUserId=IN.50210099887766554433"
            + "&From=whatsapp%3AIN.50210099887766554433&To=whatsapp%3A%2B14155550199&Body=price&NumMedia=0").Single();

        read.Sender.Identifiers.Should().Equal(new Identifier("wa_bsuid", "IN.50210099887766554433"));
        read.ThreadKey.Should().Be("whatsapp:IN.50210099887766554433");
    }

    public static readonly TheoryData<string, InboundContent> Kinds = new()
    {
        { "&MessageType=image&Body=like+this&NumMedia=1&MediaContentType0=image%2Fjpeg&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2FME1", new MediaSent("image", "https://api.twilio.com/ME1", "image/jpeg", "like this") },
        { "&MessageType=audio&Body=&NumMedia=1&MediaContentType0=audio%2Fogg&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2FME2", new MediaSent("audio", "https://api.twilio.com/ME2", "audio/ogg", null) },
        { "&MessageType=document&Body=&NumMedia=1&MediaContentType0=application%2Fpdf&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2FME3", new MediaSent("file", "https://api.twilio.com/ME3", "application/pdf", null) },
        { "&MessageType=sticker&Body=&NumMedia=1&MediaContentType0=image%2Fwebp&MediaUrl0=https%3A%2F%2Fapi.twilio.com%2FME4", new MediaSent("sticker", "https://api.twilio.com/ME4", "image/webp", null) },
        { "&MessageType=location&Latitude=37.5665&Longitude=126.978&Address=110+Sejong-daero&Label=City+Hall&Body=&NumMedia=0", new LocationSent(37.5665, 126.978, "City Hall", "110 Sejong-daero") },
        { "&MessageType=location&Latitude=437.5&Longitude=126.978&Body=&NumMedia=0", new Unsupported("location") },
        { "&MessageType=button&Body=Add+to+cart&ButtonText=Add+to+cart&ButtonPayload=act%3Aadd%3Asku_311%3A1&NumMedia=0", new ChoiceTapped("act:add:sku_311:1", "Add to cart") },
        { "&MessageType=interactive&Body=Blue+runner&ListId=prod%3Asku_311&ListTitle=Blue+runner+42&ListDescription=%2445&NumMedia=0", new ChoiceTapped("prod:sku_311", "Blue runner 42") },
        { "&MessageType=interactive&Body=Blue+runner&ButtonPayload=prod%3Asku_311&NumMedia=0", new ChoiceTapped("prod:sku_311", "Blue runner") },
        { "&MessageType=order&Body=&NumMedia=0", new Unsupported("order") },
        { "&MessageType=reaction&Body=%F0%9F%91%8D&OriginalRepliedMessageSid=SMout&NumMedia=0", new Reacted("SMout", "👍") },
        { "&MessageType=something_new&Body=&NumMedia=0", new Unsupported("something_new") },
        { "&Body=&NumMedia=0", new Unsupported("empty message") },
        { "&Body=HELP&OptOutType=HELP", new TextSaid("HELP") },
        { "&Body=a%00b+%C3%28&NumMedia=x", new TextSaid("ab (") },
        { "&Body=%", new TextSaid("%") },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_message_has_its_normal_form(string more, InboundContent expected) => twilio.Read(Head + more).Single().Content.Should().Be(expected);

    [Fact]
    public void Each_file_of_a_message_is_an_event_with_a_key_of_its_own()
    {
        var read = twilio.Read(Head + "&Body=two&NumMedia=2&MediaUrl0=https%3A%2F%2Fa%2F1&MediaContentType0=image%2Fpng&MediaUrl1=https%3A%2F%2Fa%2F2&MediaContentType1=video%2Fmp4");

        read.Select(e => e.ProviderKey).Should().Equal("SM0a1", "SM0a1#1");
        read.Select(e => e.Content.Line).Should().Equal("[image] two", "[video]");
    }

    [Fact]
    public void The_answers_of_a_flow_are_fields()
    {
        var form = twilio.Read(Head + "&MessageType=interactive&Body=&InteractiveData=%7B%22size%22%3A%2242%22%2C%22n%22%3A2%7D").Single().Content.Should().BeOfType<FormSent>().Subject;

        form.Fields.Should().Equal(new Dictionary<string, string> { ["size"] = "42", ["n"] = "2" });
        twilio.Read(Head + "&Body=&InteractiveData=" + Uri.EscapeDataString(@"{""a"":1,""a\u0000"":2,""\ud800"":""\ud83d""}")).Single().Content
            .Should().BeOfType<FormSent>().Which.Fields.Should().Equal(new Dictionary<string, string> { ["a"] = "2", [""] = "" });
        twilio.Read(Head + "&Body=&InteractiveData=%7Bbroken").Single().Content.Should().Be(new Unsupported("empty message"));
    }

    [Theory]
    [InlineData("&Body=I+saw+the+ad&ReferralSourceType=ad&ReferralSourceId=120299900011122233&ReferralCtwaClid=T1", null)]
    [InlineData("&Body=Hi+%28ref%3A+p%3Apier-mug%29", "p:pier-mug")]
    [InlineData("&Body=Hi", null)]
    public void A_link_brings_its_reference_and_an_ad_none(string more, string? reference) => twilio.Read(Head + more).Single().Reference.Should().Be(reference);

    [Fact]
    public void An_ad_is_told_with_what_it_led_to()
    {
        twilio.Read(Head + "&Body=I+saw+the+ad&ReferralSourceType=ad&ReferralSourceId=120299900011122233&ReferralHeadline=Autumn+runners&ReferralCtwaClid=T1").Single().Referral
            .Should().Be(new Referral("ad") { AdId = "120299900011122233", ClickId = "T1", Headline = "Autumn runners" });
        twilio.Read(Head + "&Body=Hi").Single().Referral.Should().BeNull();
    }

    [Theory]
    [InlineData("STOP", true)]
    [InlineData("START", false)]
    public void Twilios_own_opt_out_is_a_wish(string type, bool stop)
    {
        var received = twilio.Sms.Read(
            twilio.Request($"SmsMessageSid=SM0b1&SmsSid=SM0b1&MessageSid=SM0b1&Body={type}&To=%2B14155550199&From=%2B14155550123&SmsStatus=received&OptOutType={type}"),
            twilio.SmsAccount).Single();

        received.ExternalId.Should().Be("+14155550199");
        received.Event.Content.Should().Be(new PreferenceSet(stop, "twilio") { Typed = true });
        received.Event.Sender.Identifiers.Should().Equal(new Identifier("phone", "+14155550123"));
    }

    [Theory]
    [InlineData("queued", "sent")]
    [InlineData("accepted", "sent")]
    [InlineData("sending", "sent")]
    [InlineData("sent", "sent")]
    [InlineData("delivered", "delivered")]
    [InlineData("partially_delivered", "delivered")]
    [InlineData("read", "read")]
    [InlineData("undelivered", "failed")]
    [InlineData("failed", "failed")]
    [InlineData("canceled", "failed")]
    [InlineData("something_new", "sent")]
    public void A_report_says_what_became_of_our_message(string status, string state)
    {
        var received = twilio.WhatsApp.Read(
            twilio.Request($"SmsSid=SMout&SmsStatus={status}&MessageStatus={status}&MessageSid=SMout&To=whatsapp%3A%2B821012345678&From=whatsapp%3A%2B14155550199&ErrorCode=63016",
                "https://example.com/twilio/inbound?mark=out%3Aabc%3A0"),
            twilio.WhatsAppAccount).Single();

        received.ExternalId.Should().Be("whatsapp:+14155550199");
        received.Event.ProviderKey.Should().Be($"status:SMout:{state}");
        received.Event.ThreadKey.Should().Be("whatsapp:+821012345678");
        var report = received.Event.Content.Should().BeOfType<DeliveryReported>().Subject;
        (report.ProviderId, report.State, report.Mark).Should().Be(("SMout", state, "out:abc:0"));
        report.Error.Should().Be(state is "failed" ? "Twilio 63016: The 24-hour window is closed: only a template may be sent." : null);
    }

    [Fact]
    public void A_message_to_the_accounts_messaging_service_is_the_accounts()
    {
        twilio.SmsAccount = twilio.SmsAccount with { Settings = new Dictionary<string, string> { ["messaging_service_sid"] = "MG1" } };

        twilio.Sms.Read(twilio.Request("MessageSid=SM1&From=%2B14155550123&To=%2B14155550777&Body=hi&MessagingServiceSid=MG1"), twilio.SmsAccount)
            .Single().ExternalId.Should().Be("+14155550199");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&&&")]
    [InlineData("garbage")]
    [InlineData("Body=hi")]
    [InlineData("MessageSid=SM1&Body=hi")]
    public void A_call_without_a_message_is_unreadable(string body) => twilio.Invoking(t => t.Read(body)).Should().Throw<UnreadableWebhook>();

    [Fact]
    public void Json_is_read_as_the_same_parameters() =>
        twilio.WhatsApp.Read(twilio.Request("""{"MessageSid":"SM1","From":"whatsapp:+821012345678","To":"whatsapp:+14155550199","Body":"hi","NumMedia":0}""", type: "application/json"), twilio.WhatsAppAccount)
            .Single().Event.Content.Should().Be(new TextSaid("hi"));

    [Fact]
    public void Half_a_surrogate_pair_in_json_spoils_neither_its_field_nor_the_call() =>
        twilio.WhatsApp.Read(twilio.Request(@"{""MessageSid"":""SM1"",""From"":""whatsapp:+821012345678"",""\ud800"":""\ud83d"",""Body"":""hi \ud83d there""}", type: "application/json"), twilio.WhatsAppAccount)
            .Single().Event.Content.Should().Be(new TextSaid("hi  there"));

    [Fact]
    public void A_text_is_read_with_little_memory()
    {
        var request = twilio.Request(Head + "&NumMedia=0&MessageType=text&Body=blue+shoes%3F&NumSegments=1");
        Reading.BytesOf(() => twilio.WhatsApp.Read(request, twilio.WhatsAppAccount)).Should().BeLessThanOrEqualTo(8 * 1024);
    }

    [Fact]
    public void Every_call_is_answered_with_silence()
    {
        twilio.WhatsApp.Acknowledgement.Body.Should().Be("<Response/>");
        twilio.Sms.Acknowledgement.ContentType.Should().Be("text/xml");
    }
}
