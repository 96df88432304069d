using ChatCommerce.BotHost.Pipeline.Turns;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

public sealed class TypedChoiceTests
{
    private static readonly Numbered[] Shown = [new(1, new("Mug (blue)", "p:1")), new(2, new("View", "p:2")), new(3, new("View", "p:3")), new(4, new("Pay", "pay")), new(5, new("Pay", "pay"))];

    [Theory]
    [InlineData("2", "p:2")]
    [InlineData("3.", "p:3")]
    [InlineData("１)", "p:1")]
    [InlineData("mug (blue)", "p:1")]
    [InlineData("Mug (blue", "p:1", false)]
    [InlineData("pay.", "pay")]
    [InlineData("View", "p:2", false)]
    [InlineData("6", "", false)]
    public void A_number_or_a_label_that_only_one_thing_bears_is_its_tap(string typed, string payload, bool meant = true)
    {
        var said = TypedChoice.Of(new TextSaid(typed), Shown);

        (said is ChoiceTapped tap && tap.Payload == payload).Should().Be(meant);
        (said is TextSaid).Should().Be(!meant);
    }
}
