using ChatCommerce.BotHost.Pipeline.Work;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Work;

/// <summary>What one node hears from another, which may be of a newer version.</summary>
public sealed class SignalsTests
{
    private const string Tenant = "01900000-0000-7000-8000-000000000001", Conversation = "01900000-0000-7000-8000-000000000002";

    [Fact]
    public void What_another_node_tells_is_read() =>
        Signals.Parse($"another\nTurn {Tenant} {Conversation} 800\nSend {Tenant} {Conversation} 0").Should().Equal(
            new Signal(SignalKind.Turn, new(Guid.Parse(Tenant)), new(Guid.Parse(Conversation)), 800),
            new Signal(SignalKind.Send, new(Guid.Parse(Tenant)), new(Guid.Parse(Conversation))));

    [Theory]
    [InlineData("Dance 01900000-0000-7000-8000-000000000001 01900000-0000-7000-8000-000000000002 0")]
    [InlineData("99 01900000-0000-7000-8000-000000000001 01900000-0000-7000-8000-000000000002 0")]
    [InlineData("Turn shop 01900000-0000-7000-8000-000000000002 0")]
    [InlineData("Turn 01900000-0000-7000-8000-000000000001 thread 0")]
    [InlineData("Turn 01900000-0000-7000-8000-000000000001 01900000-0000-7000-8000-000000000002 soon")]
    [InlineData("Turn 01900000-0000-7000-8000-000000000001")]
    [InlineData("")]
    public void What_is_not_understood_is_passed_over_and_the_rest_heard(string line) =>
        Signals.Parse($"another\n{line}\nTurn {Tenant} {Conversation} 0").Should().ContainSingle();
}
