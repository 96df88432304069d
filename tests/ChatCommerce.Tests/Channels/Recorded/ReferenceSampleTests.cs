using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Recorded;

/// <summary>The sample calls of the channel reference, where it lies beside the checkout: each is read by the channel of its section, in the order of the text.</summary>
public sealed partial class ReferenceSampleTests
{
    private static readonly SampleReading Reading = new();

    // In the form's shortened lines an ellipsis stands for what the line before says.
    private const string Repeated = "&From=whatsapp%3A%2B821012345678&To=whatsapp%3A%2B14155550199&";

    [Theory]
    [InlineData("whatsapp", "3.4", "TextSaid TextSaid MediaSent MediaSent LocationSent ContactSent ChoiceTapped ChoiceTapped ChoiceTapped FormSent CatalogCartSent ProductAsked TextSaid Reacted Unsupported IdentityChanged DeliveryReported DeliveryReported AccountNews Echoed PreferenceSet TemplateReviewed")]
    [InlineData("twilio", "4.1", "TextSaid TextSaid MediaSent MediaSent LocationSent ChoiceTapped TextSaid PreferenceSet DeliveryReported")]
    [InlineData("instagram", "5.2", "TextSaid MediaSent MediaSent TextSaid ChoiceTapped ChoiceTapped TextSaid Unsupported ProductAsked TextSaid Referred Reacted DeliveryReported MessageEdited MessageDeleted Echoed")]
    [InlineData("messenger", "6.1", "TextSaid MediaSent MediaSent LocationSent ChoiceTapped Referred Referred TextSaid ProductAsked Reacted DeliveryReported DeliveryReported Echoed TextSaid ThreadControl")]
    [InlineData("kakaotalk", "7.2", "TextSaid ChoiceTapped ChoiceTapped MediaSent")]
    [InlineData("telegram", "8.1", "TextSaid Referred MediaSent MediaSent LocationSent ContactSent ChoiceTapped MessageEdited Reacted PreferenceSet Unsupported Unsupported")]
    public void Every_sample_is_read_to_the_kind_it_shows(string channel, string section, string kinds)
    {
        if (SharedFiles.Text("reference", "channels.md") is not { } reference)
        {
            return;
        }

        var samples = Blocks(reference, section).SelectMany(block => channel is "twilio" ? Lines(block) : [block])
            .Where(sample => channel is not "telegram" || sample.Contains("\"update_id\"", StringComparison.Ordinal));

        samples.Select(sample => Reading.Kinds(channel, sample)).Should().Equal(kinds.Split(' '));
    }

    private static IEnumerable<string> Blocks(string reference, string section)
    {
        var from = reference.IndexOf($"\n### {section} ", StringComparison.Ordinal);
        var to = reference.IndexOf("\n### ", from + 5, StringComparison.Ordinal);
        return Block().Matches(reference[from..to]).Select(m => m.Groups["body"].Value);
    }

    private static IEnumerable<string> Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("POST ", StringComparison.Ordinal))
        .Select(line => Ellipsis().Replace(line, Repeated));

    [GeneratedRegex("^```(json)?\n(?<body>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2_000)]
    private static partial Regex Block();

    [GeneratedRegex("&…(same…)?&", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2_000)]
    private static partial Regex Ellipsis();
}
