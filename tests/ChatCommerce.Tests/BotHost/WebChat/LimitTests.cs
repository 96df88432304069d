using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

public sealed class LimitTests(ChatHost host) : IClassFixture<ChatHost>
{
    [Fact]
    public async Task A_flood_in_one_conversation_is_told_when_to_come_back_and_others_are_not_held_up()
    {
        var (flood, calm) = (await host.Start(host.Harbor), await host.Start(host.Harbor));

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => flood.Post(new { type = "typing" })));

        answers.Should().Contain(a => a.Status == 200).And.Contain(a => a.Status == 429).And.NotContain(a => a.Status != 200 && a.Status != 429);
        var refused = answers.First(a => a.Status == 429);
        refused.ErrorCode.Should().Be("TooManyRequests");
        refused.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.Zero);
        (await calm.Say("hello")).Status.Should().Be(200);
    }
}
