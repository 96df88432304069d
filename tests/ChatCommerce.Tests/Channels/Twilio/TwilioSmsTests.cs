using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Twilio.Sending;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Twilio;

public sealed class TwilioSmsTests
{
    private readonly TwilioAccount twilio = new();

    [Theory]
    [InlineData("", 0)]
    [InlineData("hi", 1)]
    [InlineData("안녕하세요", 1)]
    public void Short_texts_are_one_segment(string text, int segments) => SmsText.Segments(text).Should().Be(segments);

    [Theory]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('한', 70, 1)]
    [InlineData('한', 71, 2)]
    [InlineData('한', 134, 2)]
    [InlineData('한', 135, 3)]
    public void Segments_are_counted_by_alphabet(char letter, int length, int segments) => SmsText.Segments(new string(letter, length)).Should().Be(segments);

    [Theory]
    [InlineData("1. Pier mug · $18.00", "1. Pier mug - $18.00")]
    [InlineData("“It’s here”…", "\"It's here\"...")]
    [InlineData("달빛 · 59,000원", "달빛 · 59,000원")]
    public void Punctuation_is_made_plainer_where_that_alone_keeps_the_cheap_alphabet(string text, string sent) => SmsText.Plain(text).Should().Be(sent);

    [Fact]
    public void No_lowered_message_needs_more_than_ten_segments()
    {
        foreach (var part in Renderer.Lower(new(string.Concat(Enumerable.Repeat("안녕하세요 {반갑습니다} ", 200))), twilio.Sms.Capabilities))
        {
            SmsText.Segments(part.Text).Should().BeLessThanOrEqualTo(SmsText.MostSegments);
        }
    }

    [Fact]
    public async Task Actions_are_numbered_lines()
    {
        var part = Renderer.Lower(new("Your cart") { Choices = [new("Pay", "cart:pay"), new("Talk to us", "human")] }, twilio.Sms.Capabilities).Single();
        await twilio.Takes().SendSms(part);

        twilio.Provider.Last.Field("Body").Should().Be("Your cart\n\n1. Pay\n2. Talk to us");
        part.Numbers.Select(n => n.Choice.Payload).Should().Equal("cart:pay", "human");
    }

    [Theory]
    [InlineData("+14155550123", "https://cdn.example/a.jpg", "Look")]
    [InlineData("+821012345678", null, "Look\nhttps://cdn.example/a.jpg")]
    public async Task A_picture_is_sent_where_phones_take_them_and_linked_elsewhere(string to, string? media, string body)
    {
        await twilio.Takes().SendSms(new("Look") { Picture = new("https://cdn.example/a.jpg", "A") }, to);

        (twilio.Provider.Last.Field("MediaUrl"), twilio.Provider.Last.Field("Body")).Should().Be((media, body));
    }

    [Fact]
    public async Task A_text_of_more_than_ten_segments_is_not_sent()
    {
        (await twilio.Invoking(t => t.SendSms(new(new string('한', 671)))).Should().ThrowAsync<ChannelTrouble>()).Which.Retry.Should().Be(Retry.Permanent);
        twilio.Provider.Calls.Should().BeEmpty();
    }
}
