using System.Text;
using System.Text.Json;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform.ForeignJson;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Platform;

public sealed class ForeignJsonTests
{
    [Theory]
    [InlineData(@"{""a"":""\ud83d""}", "a", "\uFFFD")]
    [InlineData(@"{""a"":""x\udc00\ud83d\ude00y""}", "a", "x\uFFFD😀y")]
    [InlineData(@"{""a"":""\ud83d\ud83d\ude00""}", "a", "\uFFFD😀")]
    [InlineData(@"{""a"":""\\ud83d""}", "a", @"\ud83d")]
    [InlineData(@"{""a"":""\\\ud83d""}", "a", "\\\uFFFD")]
    [InlineData(@"{""a"":""no\u0000thing""}", "a", "no\uFFFDthing")]
    [InlineData(@"{""a"":""\uD83D\uDE00""}", "a", "😀")]
    public void What_no_text_can_hold_becomes_the_sign_for_it(string json, string name, string value)
    {
        using var body = JsonBody.Open(Encoding.UTF8.GetBytes(json));

        body.RootElement.Raw(name).Should().Be(value);
    }

    [Fact]
    public void Names_are_repaired_like_values()
    {
        using var body = JsonBody.Open(Encoding.UTF8.GetBytes(@"{""\ud800"":1,""a\u0000"":2,""a"":3}"));

        body.RootElement.Members().Select(m => m.NameLabel()).Should().Equal("", "a", "a");
        body.RootElement.Answers().Should().Equal(new Dictionary<string, string> { [""] = "1", ["a"] = "3" });
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_and_clean_bytes_are_not_copied()
    {
        var clean = Encoding.UTF8.GetBytes(@"{""a"":""\n\u00e9""}");

        JsonBody.Repaired(clean).Equals(new ReadOnlyMemory<byte>(clean)).Should().BeTrue();
        using var body = JsonBody.Open(new byte[] { 0xEF, 0xBB, 0xBF }.Concat(clean).ToArray());
        body.RootElement.Raw("a").Should().Be("\né");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\")]
    [InlineData("\"a\0b\"")]
    public void What_is_no_json_is_said_to_be_none(string json) =>
        FluentActions.Invoking(() => JsonBody.Open(Encoding.UTF8.GetBytes(json))).Should().Throw<JsonException>();

    [Fact]
    public void Neither_is_what_is_no_utf8_nor_what_is_nested_without_end()
    {
        FluentActions.Invoking(() => JsonBody.Open(new byte[] { (byte)'"', 0xC3, (byte)'"' })).Should().Throw<JsonException>();
        FluentActions.Invoking(() => JsonBody.Open(Encoding.UTF8.GetBytes(new string('[', 500) + new string(']', 500)))).Should().Throw<JsonException>();
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("\"wamid.1\"", "wamid.1")]
    [InlineData("\"a\\u0000b\"", "ab")]
    [InlineData("\"\"", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    public void A_key_is_text_or_a_number_that_can_be_stored(string value, string? key)
    {
        using var body = JsonBody.Open(Encoding.UTF8.GetBytes($$"""{"id":{{value}}}"""));

        body.RootElement.Key("id").Should().Be(key);
    }

    [Fact]
    public void A_payments_event_is_opened_by_the_same_reader()
    {
        var read = StripeEvent.Read(Encoding.UTF8.GetBytes(@"{""id"":""evt_1"",""type"":""refund.updated"",""data"":{""object"":{""id"":""re_\ud83d"",""metadata"":{""\ud800"":""\u0000""}}}}"));

        StripeRefund.Of(read!.Subject).Metadata.Should().ContainSingle();
    }

    [Fact]
    public void A_key_that_no_index_could_hold_is_none()
    {
        using var body = JsonBody.Open(Encoding.UTF8.GetBytes($$"""{"id":"{{new string('a', 301)}}","n":{{new string('9', 301)}}}"""));

        body.RootElement.Key("id").Should().BeNull();
        body.RootElement.Key("n").Should().BeNull();
    }
}
