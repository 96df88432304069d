using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Turns;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Sends;

/// <summary>Who lost a lane, or the word, writes nothing and sends nothing.</summary>
public sealed class SendEpochTests : IClassFixture<ByHand>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly ByHand world;

    public SendEpochTests(ByHand world)
    {
        world.Clean();
        this.world = world;
    }

    [Fact]
    public async Task A_worker_that_waits_for_a_slow_provider_keeps_the_lane()
    {
        await world.Answered("ann");
        var claim = await world.Claim("ann");
        world.Office.Channel.WhileSending = async _ =>
        {
            var first = await LeaseOf("ann");
            await PostOffice.Until(async () => await LeaseOf("ann") > first, "the lease to be renewed");
            (await world.Claim("ann")).Should().BeNull("it is in good hands");
        };

        await world.Send(claim!);

        (await world.States("ann")).Should().Be("accepted");
        world.Office.Channel.Calls.Should().ContainSingle();
        (await world.Office.Ask<bool>($"select send_lease_until is null from conversation where thread_key = 'ann'")).Should().BeTrue("it gave the lane back");
    }

    [Fact]
    public async Task A_sender_that_lost_the_lane_writes_nothing()
    {
        await world.Answered("bea");
        await world.Answered("bea-elsewhere");
        var (stale, journal, withhold) = ((await world.Claim("bea"))!, world.Of<SendJournal>(), world.Of<Withhold>());
        await world.Abandon("bea");
        var (claim, send) = ((await world.Claim("bea"))!, stale.Sends[0]);
        (await journal.Begin(claim, claim.Sends[0], Ct)).Should().BeTrue();
        await world.Office.Db().Execute($"update channel_account set slow_until = now() + interval '1 hour' where kind = 'post'", Ct);
        var before = await world.Everything("bea");

        (await journal.Begin(stale, send, Ct)).Should().BeFalse();
        (await journal.GoesOn(stale, send, Ct)).Should().BeFalse();
        (await journal.Renew(stale, TimeSpan.FromMinutes(1), Ct)).Should().Be(0);
        await journal.Accepted(stale, send, new(0, "stale", [new(1, new("x", "y"))], Last: true), Ct);
        await journal.Failed(stale, send, new(Retry.Permanent, "no"), null, Ct);
        await journal.Failed(stale, send, new(Retry.Temporary, "later"), TimeSpan.Zero, Ct);
        await journal.Postpone(stale, DateTimeOffset.UnixEpoch, Ct);
        await journal.Rest(stale, Ct);
        await withhold.Closed(stale, Ct);
        await withhold.Apply(stale, send, new Hold("it waits", null), Ct);
        await withhold.Apply(stale, send, new Forbidden("it ends", null), Ct);
        await withhold.Apply(stale, send, new OtherChannel(await world.Id("bea-elsewhere"), "it moves", null), Ct);
        await journal.Release(stale, Ct);

        (await world.Everything("bea")).Should().Be(before);
        (await world.States("bea-elsewhere")).Should().Be("pending", "nothing was moved there");
        await world.Office.Db().Execute($"update channel_account set slow_until = null where kind = 'post'", Ct);
    }

    [Fact]
    public async Task A_thinker_that_lost_the_lane_writes_nothing()
    {
        await world.Office.Says("cem", "hello");
        var stale = (await world.Turn("cem"))!;
        await world.Abandon("cem");
        var held = (await world.Turn("cem"))!;
        var before = await world.Everything("cem");

        await world.Of<CommitTurn>().Park(stale, "It failed.", Ct);
        await world.Run(stale);

        (await world.Everything("cem")).Should().Be(before);
        await world.Run(held);
        (await world.States("cem")).Should().Be("pending", "the one that has the lane answers, once");
    }

    [Fact]
    public async Task A_thinker_that_lost_the_word_to_a_person_parks_nothing_and_withdraws_its_turn()
    {
        await world.Office.Says("dov", "hello");
        var turn = (await world.Turn("dov"))!;
        await world.TakeOver("dov");

        await world.Of<CommitTurn>().Park(turn, "It failed.", Ct);
        (await world.Office.Ask<string>($"select control || ' ' || control_epoch from conversation where thread_key = 'dov'")).Should().Be("human 1");
        await world.Run(turn);

        (await world.States("dov")).Should().BeEmpty();
        (await world.Office.Ask<string>($"select t.state from turn t join conversation c on c.id = t.conversation_id where c.thread_key = 'dov'")).Should().Be("withdrawn");
    }

    [Fact]
    public async Task No_message_of_the_bot_starts_after_a_takeover_though_it_was_claimed_before()
    {
        await world.Answered("eli");
        var claim = (await world.Claim("eli"))!;

        await world.TakeOver("eli");
        await world.Send(claim);

        world.Office.Channel.Calls.Should().BeEmpty();
        (await world.States("eli")).Should().Be("withdrawn");
    }

    [Fact]
    public async Task A_takeover_between_two_parts_stops_the_second()
    {
        world.Office.Channel.Capabilities = world.Office.Channel.Capabilities with { TextLength = 40 };
        await world.Answered("fin");
        world.Office.Channel.WhileSending = _ => world.TakeOver("fin");

        await world.Send("fin");
        await world.Send("fin");

        world.Office.Channel.Sent.Should().ContainSingle();
        (await world.States("fin")).Should().Be("withdrawn");
    }

    [Fact]
    public async Task Who_says_stop_while_a_web_chat_message_is_claimed_does_not_get_it()
    {
        await using var customer = await world.Office.Host.Customer("harbor");
        await customer.Post(new { type = "message", from = new { id = customer.User }, text = "hello" });
        await world.Office.StaffWrites(customer.Conversation, "Are you there?");
        var claim = (await world.Claim(customer.Conversation))!;

        await world.Of<Contacts>().Suppress(world.Office.Db(), claim.Contact, "chat-stop", Ct);
        await world.Send(claim);
        await world.Claim(customer.Conversation);

        (await world.Office.Ask<long>($"select count(*) from activity where conversation_id = {claim.Conversation} and body->>'text' like '%Are you there?%'")).Should().Be(0);
        (await world.States(customer.Conversation)).Should().Be("suppressed");
    }

    private Task<DateTimeOffset> LeaseOf(string thread) => world.Office.Ask<DateTimeOffset>($"select send_lease_until from conversation where thread_key = {thread}");
}
