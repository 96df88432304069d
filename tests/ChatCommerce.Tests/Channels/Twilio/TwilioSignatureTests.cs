using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Twilio;

/// <summary>Vectors computed from Twilio's published recipe, one of them from its own library's tests.</summary>
public sealed class TwilioSignatureTests
{
    private const string Form = "NG8A7VcMQL9WZJ0VqGd3I3RpSFo=";
    private readonly TwilioAccount twilio = new();

    private static readonly (string, string)[] Fields =
    [
        ("To", "whatsapp:+14155550199"), ("Body", "hi there"), ("From", "whatsapp:+14155550100"), ("MessageSid", "SM00000000000000000000000000000001"), ("NumMedia", "0"),
    ];

    [Theory]
    [InlineData("https://example.com/twilio/inbound")]
    [InlineData("https://example.com:443/twilio/inbound")]
    public void A_form_is_signed_with_its_sorted_parameters_whatever_became_of_the_port(string url) =>
        IsGenuine(TwilioAccount.Body(Fields), url, Form).Should().BeTrue();

    [Fact]
    public void The_vector_of_twilios_own_library_is_genuine() =>
        IsGenuine(
            TwilioAccount.Body(("CallSid", "CA1234567890ABCDE"), ("Caller", "+14158675309"), ("Digits", "1234"), ("From", "+14158675309"), ("To", "+18005551212")),
            "https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=").Should().BeTrue();

    [Theory]
    [InlineData("", true)]
    [InlineData(" ", false)]
    [InlineData("x", false)]
    public void A_json_body_is_signed_through_its_hash_in_the_address(string change, bool genuine) =>
        twilio.WhatsApp.IsGenuine(
            twilio.Request("{\"property\":\"value\",\"boolean\":true}" + change,
                "https://example.com/twilio/events?bodySHA256=d5729c000e5de6b3a10698fec78d482db85d744f1be820d1382b6bda1cfb7795",
                "H7V4Uk1dx299kxw+RF1KKoiKbqM=", "application/json"),
            twilio.WhatsAppAccount).Should().Be(genuine);

    [Fact]
    public void A_json_body_without_its_hash_is_refused() =>
        twilio.WhatsApp.IsGenuine(twilio.Request("{}", signature: Form, type: "application/json"), twilio.WhatsAppAccount).Should().BeFalse();

    [Theory]
    [InlineData("https://example.com/twilio/inbound?x=1")]
    [InlineData("https://example.com/twilio/Inbound")]
    [InlineData("http://example.com/twilio/inbound")]
    [InlineData("https://example.org/twilio/inbound")]
    [InlineData("https://example.com:8443/twilio/inbound/")]
    public void Another_address_is_refused(string url) => IsGenuine(TwilioAccount.Body(Fields), url, Form).Should().BeFalse();

    [Theory]
    [InlineData("Body", "hi  there")]
    [InlineData("Body", "HI there")]
    [InlineData("From", "whatsapp:+14155550101")]
    [InlineData("NumMedia", "")]
    public void A_changed_value_is_refused(string name, string value) =>
        IsGenuine(TwilioAccount.Body(Fields.Select(f => f.Item1 == name ? (name, value) : f)), "https://example.com/twilio/inbound", Form).Should().BeFalse();

    [Fact]
    public void A_parameter_more_or_less_is_refused()
    {
        IsGenuine(TwilioAccount.Body(Fields.Append(("ButtonPayload", "a:pay"))), "https://example.com/twilio/inbound", Form).Should().BeFalse();
        IsGenuine(TwilioAccount.Body(Fields.Skip(1)), "https://example.com/twilio/inbound", Form).Should().BeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("NG8A7VcMQL9WZJ0VqGd3I3RpSFo")]
    [InlineData("ng8a7vcmql9wzj0vqgd3i3rpsfo=")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    public void A_missing_or_other_signature_is_refused(string signature) =>
        IsGenuine(TwilioAccount.Body(Fields), "https://example.com/twilio/inbound", signature).Should().BeFalse();

    [Fact]
    public void While_the_token_is_changed_the_one_before_it_is_genuine_too()
    {
        twilio.SmsAccount = twilio.SmsAccount with { Credentials = new Dictionary<string, string> { ["auth_token"] = "new", ["auth_token_old"] = TwilioAccount.Token } };

        twilio.Sms.IsGenuine(twilio.Request(TwilioAccount.Body(Fields), signature: Form), twilio.SmsAccount).Should().BeTrue();
    }

    private bool IsGenuine(string body, string url, string signature) =>
        twilio.WhatsApp.IsGenuine(twilio.Request(body, url, signature), twilio.WhatsAppAccount);
}
