using System.Collections.Concurrent;
using System.Diagnostics;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Agent;

/// <summary>What a turn costs the database, counted at the driver. A commit is one more round trip that the driver does not tell of.</summary>
public sealed class RoundTripTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("running shoes", 2)]
    [InlineData("do you have running shoes under 100?", 2)]
    [InlineData("hello", 1)]
    [InlineData("show my cart", 2)]
    public async Task A_turn_that_only_reads_costs_few_round_trips(string line, int most)
    {
        var chat = await Warm();
        (await Count(await chat.Prepare(line))).Should().BeLessThanOrEqualTo(most);
    }

    [Fact]
    public async Task A_turn_that_adds_costs_few_round_trips()
    {
        var chat = await Warm();
        (await Count(await chat.Prepare("add a pier mug"))).Should().BeLessThanOrEqualTo(6);
    }

    // Caches of vocabulary and options are warm after the first turns, as they are in a running shop.
    private async Task<Chat> Warm()
    {
        var chat = await (await AgentShop.Open(database, clock)).Chat();
        await chat.Say("running shoes under 100");
        await chat.Say("storm lantern");
        return chat;
    }

    private async Task<int> Count(Func<Task> act)
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(t => Equals(t.Value, database.Name)))
                {
                    seen.Add($"{activity.DisplayName}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await act();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', seen));
        seen.Should().NotBeEmpty();
        return seen.Count;
    }
}
