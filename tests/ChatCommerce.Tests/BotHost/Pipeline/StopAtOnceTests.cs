using System.Net;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

/// <summary>Who says stop is left alone from the moment their message is acknowledged.</summary>
public sealed class StopAtOnceTests(SharedPostOffice shared) : IClassFixture<SharedPostOffice>
{
    private readonly PostOffice office = shared.Office;

    [Fact]
    public async Task What_a_running_turn_writes_after_the_stop_never_goes_out()
    {
        shared.Model.Hold();
        await office.Says("ivy", "which of your shoes would suit a marathon in the rain?");
        await shared.Model.Asked;

        (await office.Says("ivy", "STOP")).Should().Be(HttpStatusCode.OK);
        (await IsSilent("ivy")).Should().BeTrue("it is committed when it is acknowledged");
        shared.Model.Release();

        await PostOffice.Until(async () => await office.Ask<long>($"select count(*) from turn t join conversation c on c.id = t.conversation_id where c.thread_key = 'ivy' and t.state = 'withdrawn'") == 1, "the turn to end");
        await office.Settled("ivy");
        office.Channel.Sent.Where(p => p.ThreadKey == "ivy").Select(p => p.Class).Should().Equal(MessageClass.Confirmation);
        (await office.Ask<long>($"select count(*) from turn t join conversation c on c.id = t.conversation_id where c.thread_key = 'ivy'")).Should().Be(1, "the stop needs no turn");
    }

    [Fact]
    public async Task A_stop_in_the_first_message_of_all_silences_us()
    {
        (await office.Says("jon", "unsubscribe")).Should().Be(HttpStatusCode.OK);

        (await IsSilent("jon")).Should().BeTrue();
        await office.Answers("jon", 1);
        await office.Settled("jon");
        await office.Tells("jon", new("News for Jon."));
        await PostOffice.Until(async () => await office.StateOf("News for Jon.") == "suppressed", "the suppression");
        office.Channel.Sent.Where(p => p.ThreadKey == "jon").Select(p => p.Class).Should().Equal(MessageClass.Confirmation);
    }

    [Fact]
    public async Task A_stop_that_is_delivered_again_does_not_undo_the_start_after_it()
    {
        await office.Happens("kit", new TextSaid("stop"), "kit-stop");
        await office.Happens("kit", new TextSaid("start"), "kit-start");
        (await IsSilent("kit")).Should().BeFalse();

        await office.Happens("kit", new TextSaid("stop"), "kit-stop");

        (await IsSilent("kit")).Should().BeFalse();
        await office.Answers("kit", 2);
        await office.Settled("kit");
        office.Channel.Sent.Count(p => p.ThreadKey == "kit").Should().Be(2, "each wish is confirmed once");
    }

    [Fact]
    public async Task A_start_of_somebody_who_never_stopped_is_a_message_like_any_other()
    {
        await office.Says("lea", "start");

        await office.Answers("lea", 1);
        (await office.Ask<long>($"select count(*) from turn t join conversation c on c.id = t.conversation_id where c.thread_key = 'lea'")).Should().Be(1);
    }

    private Task<bool> IsSilent(string thread) => office.Ask<bool>($"""
        select exists (select 1 from suppression s join conversation c on c.contact_id = s.contact_id where c.thread_key = {thread})
        """);
}
