using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

public sealed class InboxStreamTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_silent_stream_beats_and_ends_after_two_minutes()
    {
        var clock = new TestClock();
        await using var host = await TestHost.Start(database, new Dictionary<string, string?> { ["CHATCOMMERCE_ROLES"] = "web" }, clock);
        using var browser = new StaffBrowser(host.Address);
        await browser.Enter(host.Shops.Tenant("harbor").SignIn("viewer"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(await browser.Open("/harbor/inbox/events", patience.Token));
        var first = new List<string?>();
        for (var i = 0; i < 4; i++)
        {
            first.Add(await reader.ReadLineAsync(patience.Token));
        }

        first.Should().Equal("event: open", "retry: 2000", "data:", "");

        // The beat's timer is set a moment after the last line was sent.
        var beat = reader.ReadLineAsync(patience.Token).AsTask();
        await PaymentWorld.Until(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(beat.IsCompleted);
        });
        (await beat).Should().Be(": still here");

        clock.Advance(TimeSpan.FromMinutes(2));
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            line.Should().BeOneOf("", ": still here");
        }
    }
}
