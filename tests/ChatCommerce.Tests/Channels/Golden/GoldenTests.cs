using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Golden;

/// <summary>
/// What each channel makes of forty messages, in files to read. A channel that is registered is tested; set <c>CHATCOMMERCE_GOLDEN=write</c>
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
            parts.SelectMany(p => p.Choices).Where(c => c.Label.Length == 0 || TextLimit.Graphemes(c.Label) > limits.LabelLength).Should().BeEmpty("{0} on {1}", name, kind);
        }
    }

    [Fact]
    public void There_are_forty_messages_and_every_channel_has_a_file()
    {
        GoldenMessages.All.Should().HaveCount(40).And.OnlyHaveUniqueItems(m => m.Name);
        Directory.GetFiles(GoldenChannel.Folder, "*.golden.txt").Select(f => Path.GetFileName(f)[..^".golden.txt".Length])
            .Should().BeEquivalentTo(GoldenChannel.All.Select(c => c.Kind));
    }

    private static IEnumerable<string> Payloads(RichMessage message) =>
        message.Choices.Concat(message.Cards.SelectMany(c => c.Choices)).Select(c => c.Payload);

    private static List<string> Links(RichMessage message) =>
        [.. message.Cards.Select(c => c.Link?.Url).Append(message.Link?.Url).OfType<string>()];
}
