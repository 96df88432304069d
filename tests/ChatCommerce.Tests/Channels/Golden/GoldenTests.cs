using System.Text.Json;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Kakao;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Golden;

/// <summary>
/// What each channel makes of these messages, in files to read. A channel that is registered is tested; set <c>CHATCOMMERCE_GOLDEN=write</c>
/// to write its file anew, and read the difference.
/// </summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Kinds => [.. GoldenChannel.All.Select(c => c.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_channel_shows_what_its_file_says(string kind)
    {
        var channel = GoldenChannel.Of(kind);
        var shown = await channel.Show(GoldenMessages.All);
        var file = Path.Combine(GoldenChannel.Folder, kind + ".golden.txt");
        if (Environment.GetEnvironmentVariable("CHATCOMMERCE_GOLDEN") is "write")
        {
            await File.WriteAllTextAsync(file, shown, CancellationToken.None);
        }

        (await File.ReadAllTextAsync(file, CancellationToken.None)).Should().Be(shown);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_that_can_be_tapped_or_opened_is_lost_and_nothing_is_too_long(string kind)
    {
        var limits = GoldenChannel.Of(kind).Channel.Capabilities;
        foreach (var (name, message) in GoldenMessages.All)
        {
            var parts = Renderer.Lower(message, limits);

            Payloads(message).Except(parts.SelectMany(p => p.Payloads), StringComparer.Ordinal).Should().BeEmpty("{0} on {1}", name, kind);
            Links(message).Where(url => !parts.Any(p => p.Opens(url))).Should().BeEmpty("{0} on {1}", name, kind);
            parts.Where(p => TextLimit.Measure(p.Text, limits.TextUnit) > limits.TextLength).Should().BeEmpty("{0} on {1}", name, kind);
            parts.Where(p => p.Choices.Count > limits.Choices || p.Rows.Count > limits.Rows || p.Cards.Count > limits.Cards).Should().BeEmpty("{0} on {1}", name, kind);
            parts.SelectMany(p => p.Choices).Where(c => c.Label.Length == 0 || c.Label.Length > limits.LabelLength).Should().BeEmpty("{0} on {1}", name, kind);
        }
    }

    /// <summary>As the providers document them (<c>docs/channels.md</c>), and not as the channels say.</summary>
    public static TheoryData<string, Documented> Documents => new()
    {
        { "whatsapp", new(4_096, WithButtons: 1_024, WithRows: 1_024, WithLink: 1_024, WithPicture: 1_024) },
        { "whatsapp_twilio", new(1_600, WithButtons: 1_024, WithRows: 1_024, WithLink: 1_024, WithPicture: 1_600) },
        { "sms", new(670, WithButtons: 0, WithRows: 0, WithLink: 0, WithPicture: 670) },
        { "messenger", new(1_999, WithButtons: 1_999, WithRows: 0, WithLink: 640, WithPicture: 0) },
        { "instagram", new(1_000, WithButtons: 1_000, WithRows: 0, WithLink: 640, WithPicture: 0) },
        { "telegram", new(4_096, WithButtons: 4_096, WithRows: 4_096, WithLink: 4_096, WithPicture: 4_096) },
        { "kakaotalk", new(1_000, WithButtons: 1_000, WithRows: 0, WithLink: 1_000, WithPicture: 1_000) },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_text_is_never_longer_than_the_provider_takes_beside_what_stands_with_it(string kind, Documented longest)
    {
        var limits = GoldenChannel.Of(kind).Channel.Capabilities;
        foreach (var (name, message) in GoldenMessages.All)
        {
            foreach (var part in Renderer.Lower(message, limits))
            {
                TextLimit.Measure(part.Text, limits.TextUnit).Should().BeLessThanOrEqualTo(longest.Beside(part), "{0} on {1}", name, kind);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_product_that_has_a_picture_is_seen(string kind)
    {
        var limits = GoldenChannel.Of(kind).Channel.Capabilities;
        foreach (var (name, message) in GoldenMessages.All.Where(m => m.Message.Cards is [_]))
        {
            var parts = Renderer.Lower(message, limits);

            parts.Select(p => p.Picture?.Url).Concat(parts.SelectMany(p => p.Cards).Select(c => c.Picture?.Url)).Should().Contain("https://cdn.example/p1.jpg", "{0} on {1}", name, kind);
            var said = string.Concat(parts.SelectMany(p => p.Cards.Select(c => c.Title + c.Subtitle + c.Text).Append(p.Text)));
            new[] { message.Cards[0].Title, "$10.00", message.Cards[0].Text }.Should().OnlyContain(words => said.Contains(words, StringComparison.Ordinal), "{0} on {1}", name, kind);
        }
    }

    [Theory]
    [InlineData("whatsapp", 3)]
    [InlineData("whatsapp_twilio", 3)]
    [InlineData("telegram", 3)]
    [InlineData("sms", 0)]
    public void Of_many_products_the_first_are_seen_and_the_chat_is_not_flooded(string kind, int pictures)
    {
        var limits = GoldenChannel.Of(kind).Channel.Capabilities;
        foreach (var (_, message) in GoldenMessages.All.Where(m => m.Message.Cards.Count > 4))
        {
            var parts = Renderer.Lower(message, limits);

            parts.Select(p => p.Picture?.Url).OfType<string>().Should().Equal(Enumerable.Range(1, pictures).Select(n => $"https://cdn.example/p{n}.jpg"));
            parts.Where(p => p.Picture is null).Sum(p => p.Text.Length / limits.TextLength + 1).Should().BeLessThanOrEqualTo(5);
        }
    }

    [Fact]
    public void Every_skill_response_keeps_to_kakaos_limits()
    {
        var kakao = GoldenChannel.Of("kakaotalk");
        foreach (var (name, message) in GoldenMessages.All)
        {
            foreach (var part in Renderer.Lower(message, kakao.Channel.Capabilities))
            {
                SkillLimits.Problems(JsonDocument.Parse(kakao.Skill(part, 0, "ko")).RootElement.GetProperty("template")).Should().BeEmpty(name);
            }
        }
    }

    [Fact]
    public void Every_message_has_a_name_of_its_own_and_every_channel_a_file()
    {
        GoldenMessages.All.Should().HaveCount(75).And.OnlyHaveUniqueItems(m => m.Name);
        Directory.GetFiles(GoldenChannel.Folder, "*.golden.txt").Select(f => Path.GetFileName(f)[..^".golden.txt".Length])
            .Should().BeEquivalentTo(GoldenChannel.All.Select(c => c.Kind));
    }

    /// <summary>Longest text alone and beside buttons, a list, a link, a picture; 0 where the channel never has the two in one message.</summary>
    public sealed record Documented(int Alone, int WithButtons, int WithRows, int WithLink, int WithPicture)
    {
        public int Beside(Rendered part) => new[]
        {
            Alone, part.Choices.Count > 0 ? WithButtons : Alone, part.Rows.Count > 0 ? WithRows : Alone, part.Link is null ? Alone : WithLink, part.Picture is null ? Alone : WithPicture,
        }.Min();
    }

    private static IEnumerable<string> Payloads(RichMessage message) =>
        message.Choices.Concat(message.Cards.SelectMany(c => c.Choices)).Select(c => c.Payload);

    private static List<string> Links(RichMessage message) =>
        [.. message.Cards.Select(c => c.Link?.Url).Append(message.Link?.Url).OfType<string>()];
}
