using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

/// <summary>An account that the provider refuses, and what becomes of its messages when it takes them again.</summary>
public sealed class PausedAccountTests(SharedPostOffice shared) : IClassFixture<SharedPostOffice>
{
    private readonly PostOffice office = shared.Office;

    [Fact]
    public async Task A_resumed_account_sends_what_is_still_legal_and_nobody_sooner_than_the_provider_allows()
    {
        office.Channel.Window = new() { FreeForm = TimeSpan.FromHours(24) };
        foreach (var thread in (string[])["amy", "ben", "cat", "dov"])
        {
            await office.Says(thread, "hello");
            await office.Answers(thread, 1);
            await office.Settled(thread);
        }

        office.Channel.Fail(new ChannelTrouble(Retry.Temporary, "slow down", TimeSpan.FromSeconds(150)), "amy");
        await office.Tells("amy", new("For Amy."));
        await PostOffice.Until(async () => await office.Ask<long>($"select count(*) from outbox where not_before > now() + interval '2 minutes' and state = 'pending'") == 1, "the wait");
        office.Channel.Revoked = true;
        await office.Tells("ben", new("For Ben."));
        await Paused();
        await office.Tells("cat", new("For Cat."));
        await office.Tells("dov", new("For Dov."));
        await PostOffice.Until(async () => await office.Ask<long>($"select count(*) from outbox where due_at > now() and state = 'pending'") == 4, "all to wait");
        await office.Backdate("cat");
        await office.Happens("dov", new PreferenceSet(true, "test"));
        office.Channel.Revoked = false;
        office.Channel.Calls.Clear();

        await Probe();

        await PostOffice.Until(async () => await office.StateOf("For Ben.") == "accepted" && await office.StateOf("For Cat.") == "held" && await office.StateOf("For Dov.") == "suppressed", "what is left to end");
        (await office.StateOf("For Amy.")).Should().Be("pending");
        (await office.Ask<bool>($"select bool_and(due_at > now() + interval '2 minutes') from outbox where state = 'pending' and not_before is not null")).Should().BeTrue();
        office.Channel.Calls.Select(c => c.Part.Content.Text).Should().Equal("For Ben.");
        await office.Db().Execute($"update outbox set state = 'withdrawn', finished_at = now() where state in ('pending', 'held')", default);
    }

    [Fact]
    public async Task Where_a_person_must_act_one_message_is_tried_later_each_time_and_the_rest_follow_it()
    {
        office.Channel.Window = WindowRules.Always;
        foreach (var thread in (string[])["eli", "fox"])
        {
            await office.Says(thread, "hello");
            await office.Answers(thread, 1);
            await office.Settled(thread);
        }

        var before = await Notes();
        office.Channel.Fail(Blocked(), "eli");
        await office.Tells("eli", new("For Eli."));
        await Paused();
        await office.Tells("fox", new("For Fox."));
        await PostOffice.Until(async () => await Waiting() == 2, "both to wait");
        office.Channel.Calls.Clear();
        office.Channel.Fail(Blocked());

        await Probe();
        await PostOffice.Until(() => Task.FromResult(!office.Channel.Calls.IsEmpty), "the one that is tried");
        await PostOffice.Until(async () => await office.Ask<int>($"select pauses from channel_account where external_id = 'post-harbor'") == 2 && await Waiting() == 2, "the refusal");
        await Probe();
        (await office.Ask<bool>($"select trial_at is null and probe_at > now() + interval '30 seconds' from channel_account where external_id = 'post-harbor'")).Should().BeTrue("it is tried later each time");
        office.Channel.Calls.Should().HaveCount(1, "only one message tries it");
        (await Notes() - before).Should().Be(1, "it is one pause");

        await office.Db().Execute($"update channel_account set probe_at = now() where external_id = 'post-harbor'", default);
        await Probe();

        await PostOffice.Until(async () => await office.StateOf("For Eli.") == "accepted" && await office.StateOf("For Fox.") == "accepted", "both to be sent");
        office.Channel.Calls.Select(c => c.Part.Content.Text).Should().Equal("For Eli.", "For Eli.", "For Fox.");
        (await Notes() - before).Should().Be(2);
    }

    private static ChannelTrouble Blocked() => new(Retry.Permanent, "The business is locked.") { Meaning = Meaning.NeedsPerson };

    private Task Probe() => office.Host.Services.GetRequiredService<ProbeAccounts>().Run(default);

    private Task Paused() => PostOffice.Until(async () => await office.Ask<string>($"select status from channel_account where external_id = 'post-harbor'") == "paused", "the pause");

    private Task<long> Waiting() => office.Ask<long>($"select count(*) from outbox where state = 'pending' and due_at > now() + interval '20 seconds'");

    private Task<long> Notes() => office.Ask<long>($"select count(*) from audit_entry where action in ('channel.paused', 'channel.resumed')");
}
