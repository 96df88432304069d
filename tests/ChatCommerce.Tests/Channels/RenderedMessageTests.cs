using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.RenderingSamples;

namespace ChatCommerce.Tests.Channels;

/// <summary>What holds for every message on every channel.</summary>
public sealed class RenderedMessageTests
{
    public static TheoryData<string, string> Everything()
    {
        var data = new TheoryData<string, string>();
        foreach (var message in Messages.Keys)
        {
            foreach (var limits in Limits.Keys)
            {
                data.Add(message, limits);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void No_action_and_no_address_is_lost(string message, string limits)
    {
        var given = Messages[message];
        var parts = Renderer.Lower(given, Limits[limits]);

        var payloads = given.Choices.Concat(given.Cards.SelectMany(c => c.Choices)).Select(c => c.Payload);
        parts.SelectMany(p => p.Payloads).Should().BeEquivalentTo(payloads);
        foreach (var link in given.Cards.Select(c => c.Link).Append(given.Link).OfType<LinkButton>())
        {
            parts.Should().Contain(p => p.Opens(link.Url));
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_part_is_within_the_limits(string message, string limits)
    {
        var limit = Limits[limits];
        foreach (var part in Renderer.Lower(Messages[message], limit))
        {
            TextLimit.Measure(part.Text, limit.TextUnit).Should().BeLessThanOrEqualTo(limit.TextLength);
            part.Choices.Should().HaveCountLessThanOrEqualTo(limit.Choices).And.NotContain(c => c.Label.Length > limit.LabelLength);
            part.Choices.Select(c => c.Label).Should().OnlyHaveUniqueItems();
            part.Rows.Should().HaveCountLessThanOrEqualTo(limit.Rows).And.NotContain(r => r.Title.Length > limit.RowLength);
            part.Cards.Should().HaveCountLessThanOrEqualTo(limit.Cards).And.NotContain(c => c.Choices.Count + (c.Link == null ? 0 : 1) > limit.CardButtons);
            (part.Link is null || limit.LinkBesideChoices || (part.Choices.Count == 0 && part.Rows.Count == 0)).Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_number_that_can_be_typed_stands_in_the_text(string message, string limits)
    {
        var parts = Renderer.Lower(Messages[message], Limits[limits]);
        var text = string.Join('\n', parts.Select(p => p.Text));

        foreach (var number in parts.SelectMany(p => p.Numbers))
        {
            text.Should().Contain($"{number.Number}. ");
        }
    }
}
