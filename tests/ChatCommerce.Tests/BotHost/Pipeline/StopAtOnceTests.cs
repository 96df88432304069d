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

    [Fact]
    public async Task A_wish_of_the_platform_stops_everything_but_its_confirmation_and_can_be_taken_back()
    {
        await office.Greets("nam");

        await office.Happens("nam", new PreferenceSet(Stop: true, "platform"), "stop-1");
        await office.StaffWrites("nam", "Are you there?");
        await PostOffice.Until(async () => await office.Ask<long>($"select count(*) from outbox o join message m on m.id = o.message_id where m.text = 'Are you there?' and o.state = 'suppressed'") == 1, "the suppression");
        await office.Happens("nam", new PreferenceSet(Stop: false, "platform"), "start-1");
        await office.StaffWrites("nam", "Welcome back.");

        await PostOffice.Until(() => Task.FromResult(office.Channel.Sent.Any(p => p.Content.Text == "Welcome back.")), "the message after the opt-in");
        office.Channel.Sent.Should().NotContain(p => p.Content.Text == "Are you there?");
    }

    [Theory]
    [InlineData("STOP", "START")]
    [InlineData("수신거부", "수신동의")]
    [InlineData("stopp", "starten")]
    [InlineData("darse de baja", "empezar")]
    [InlineData("désabonner", "reprendre")]
    [InlineData("hủy đăng ký", "bắt đầu")]
    [InlineData("配信停止", "開始")]
    [InlineData("退订", "开始")]
    public async Task Stop_and_start_are_heeded_and_confirmed_once_while_a_person_answers_too(string stop, string start)
    {
        var thread = "wish-" + stop;
        await office.Greets(thread);
        await office.StaffWrites(thread, $"Hello {thread}.");

        await office.Happens(thread, new TextSaid(stop), thread + "-stop");
        await office.Happens(thread, new TextSaid(stop), thread + "-stop");
        var unwanted = $"Still there, {thread}?";
        await office.StaffWrites(thread, unwanted);
        await PostOffice.Until(async () => await office.Ask<long>($"select count(*) from outbox o join message m on m.id = o.message_id where m.text = {unwanted} and o.state = 'suppressed'") == 1, "the suppression");
        await office.Happens(thread, new TextSaid(start), thread + "-start");
        await office.StaffWrites(thread, $"Good, {thread}.");

        await PostOffice.Until(() => Task.FromResult(office.Channel.Sent.Any(p => p.Content.Text == $"Good, {thread}.")), "the message after the opt-in");
        office.Channel.Sent.Should().NotContain(p => p.Content.Text == unwanted);
        office.Channel.Sent.Where(p => p.ThreadKey == thread && p.Class is MessageClass.Confirmation).Should().HaveCount(2);
        (await office.Ask<long>($"""
            select count(*) from consent s join conversation c on c.contact_id = s.contact_id where c.thread_key = {thread}
            """)).Should().Be(2);
    }

    private Task<bool> IsSilent(string thread) => office.Ask<bool>($"""
        select exists (select 1 from suppression s join conversation c on c.contact_id = s.contact_id where c.thread_key = {thread})
        """);
}
