using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

/// <summary>Several workers on several nodes at once.</summary>
public sealed class OrderOfSendsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Two_nodes_with_all_their_workers_send_each_persons_messages_once_and_in_order()
    {
        await using var one = await PostOffice.Open(database);
        await using var two = await PostOffice.Open(database, beside: one);
        string[] people = ["ann", "bea", "cem", "dov"];
        string[] lines = [.. Enumerable.Range(1, 6).Select(n => $"line {n}")];
        await Task.WhenAll(people.Select(person => one.Says(person, "hello")));
        await Task.WhenAll(people.Select(person => one.Answers(person, 1)));

        await Task.WhenAll(people.Select(async (person, n) =>
        {
            foreach (var line in lines)
            {
                await (n % 2 == 0 ? one : two).StaffWrites(person, line);
            }
        }));
        await PostOffice.Until(async () => await one.Ask<long>($"select count(*) from outbox where state <> 'accepted'") == 0, "everything to be sent");

        foreach (var person in people)
        {
            one.Channel.Sent.Where(p => p.ThreadKey == person && p.Class == MessageClass.Human).Select(p => p.Content.Text).Should().Equal(lines);
        }
    }

    [Fact]
    public async Task A_burst_of_short_messages_is_one_turn()
    {
        await using var office = await PostOffice.Open(database, new Dictionary<string, string?> { ["Pipeline:QuietMilliseconds"] = "600" });

        await office.Says("eli", "hello");
        await office.Says("eli", "do you have");
        await office.Says("eli", "running shoes");
        await office.Answers("eli", 1);

        await PostOffice.Until(
            async () => await office.Ask<string>($"""
                select string_agg(t.state || ' ' || t.first_seq || '-' || t.last_seq, ',') from turn t join conversation c on c.id = t.conversation_id
                where c.thread_key = 'eli'
                """) == "committed 1-3", "one turn over all three");
    }
}
