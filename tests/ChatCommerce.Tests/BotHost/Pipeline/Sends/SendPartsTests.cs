using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Sends;

/// <summary>A message of several parts, whatever comes between two of them.</summary>
public sealed class SendPartsTests(ByHand world) : IClassFixture<ByHand>, IAsyncLifetime
{
    private const string Long = "Your parcel is on its way. It comes tomorrow before noon.";
    private static readonly CancellationToken Ct = CancellationToken.None;

    private PostChannel Channel => world.Office.Channel;

    public async ValueTask InitializeAsync()
    {
        world.Clean();
        Channel.Capabilities = Channel.Capabilities with { TextLength = 40 };
        await Slow(TimeSpan.FromSeconds(-1), world.Office);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_template_says_all_of_a_notice_that_went_out_in_part()
    {
        await Opened("ann");
        await world.Notice("ann", Long);
        AfterTheFirst(new ChannelTrouble(Retry.Temporary, "busy", TimeSpan.Zero));
        await world.Send("ann");
        Channel.Window = new() { FreeForm = TimeSpan.FromHours(24), Templates = true };
        await Backdate("ann");
        await Approved();

        await world.Send("ann");

        Channel.Sent.Should().HaveCount(2);
        Channel.Sent.Last().Permit.Should().BeOfType<TemplatePermit>().Which.Parameters.Should().Equal(Long);
        (await world.States("ann")).Should().Be("accepted accepted");
        (await world.Office.Ask<string>($"""
            select string_agg(p.provider_id, ' ' order by p.n) from outbox_part p join outbox o on o.id = p.outbox_id join conversation c on c.id = o.conversation_id
            where c.thread_key = 'ann' and o.class = 'notice'
            """)).Should().Be(string.Join(' ', Channel.Sent.Select(p => $"post-{p.OurId.Value:N}-{p.Part}")), "a report about either is understood");
    }

    [Fact]
    public async Task A_window_that_closes_between_two_parts_is_answered_with_the_template_beside_the_first()
    {
        await Opened("bea");
        Channel.Window = new() { FreeForm = TimeSpan.FromHours(24), Templates = true };
        await Approved();
        await world.Notice("bea", Long);
        AfterTheFirst(new ChannelTrouble(Retry.Permanent, "closed") { Meaning = Meaning.WindowClosed });

        await world.Send("bea");

        Channel.Sent.Select(p => (p.Part, p.Permit is TemplatePermit)).Should().Equal((0, false), (1, true));
        (await world.States("bea")).Should().Be("accepted accepted");
        (await world.Office.Ask<long>($"select count(*) from outbox_part p join outbox o on o.id = p.outbox_id join conversation c on c.id = o.conversation_id where c.thread_key = 'bea' and o.class = 'notice'"))
            .Should().Be(2);
    }

    [Fact]
    public async Task An_account_that_is_slowed_between_two_parts_rests_before_the_second()
    {
        await Opened("cem");
        await world.Notice("cem", Long);
        Channel.WhileSending = _ => Slow(TimeSpan.FromHours(1));

        await world.Send("cem");
        await world.Send("cem");

        Channel.Sent.Should().ContainSingle();
        (await world.States("cem")).Should().Be("accepted pending");
        Channel.WhileSending = null;
        await Rested("cem", world.Office);
        await world.Send("cem");
        Channel.Sent.Select(p => p.Part).Should().Equal(0, 1);
        (await world.States("cem")).Should().Be("accepted accepted");
    }

    [Fact]
    public async Task A_retry_after_that_one_node_heard_holds_on_every_node_and_keeps_the_order()
    {
        await using var other = await world.Beside();
        await Opened("dov");
        await Opened("eli");
        Channel.Capabilities = Channel.Capabilities with { TextLength = 4_000 };
        await world.Notice("dov", "first");
        await world.Send((await world.Claim("dov"))!, other);
        await world.Notice("eli", "one");
        Channel.Fail(new ChannelTrouble(Retry.Temporary, "slow down", TimeSpan.FromHours(1)) { Meaning = Meaning.AccountSlowed });
        await world.Send("eli");
        await world.Notice("dov", "second");
        await world.Notice("dov", "third");
        var calls = Channel.Calls.Count;

        await world.Send((await world.Claim("dov"))!, other);
        await world.Notice("dov", "fourth");
        await world.Send((await world.Claim("dov"))!, other);

        Channel.Calls.Should().HaveCount(calls, "the account rests, whichever node asks");
        (await world.States("dov")).Should().Be("accepted accepted pending pending pending");
        await Rested("dov", other);
        await world.Send((await world.Claim("dov"))!, other);
        Channel.Sent.Where(p => p.ThreadKey == "dov").Select(p => p.Content.Text).Should().EndWith(["first", "second", "third", "fourth"]);
    }

    [Fact]
    public async Task A_person_who_may_not_be_written_to_yet_holds_up_nobody_else()
    {
        await Opened("gus");
        await Opened("hal");
        await world.Notice("gus", "one");
        await world.Notice("hal", "one");
        Channel.Fail(new ChannelTrouble(Retry.Temporary, "slow down", TimeSpan.FromHours(1)));

        await world.Send("gus");
        await world.Send("gus");
        await world.Send("hal");

        (await world.States("gus")).Should().Be("accepted pending");
        (await world.States("hal")).Should().Be("accepted accepted");
        Channel.Calls.Count(c => c.Part.ThreadKey == "gus").Should().Be(1);
    }

    // A conversation whose first answer has gone out.
    private async Task Opened(string thread)
    {
        var length = Channel.Capabilities;
        Channel.Capabilities = length with { TextLength = 4_000 };
        await world.Answered(thread);
        await world.Send(thread);
        Channel.Capabilities = length;
        Channel.Calls.Clear();
        Channel.Sent.Clear();
    }

    private void AfterTheFirst(ChannelTrouble trouble) => Channel.WhileSending = _ =>
    {
        Channel.WhileSending = null;
        Channel.Fail(trouble);
        return Task.CompletedTask;
    };

    // The nodes have no old memory of it.
    private async Task Slow(TimeSpan time, params PostOffice[] nodes)
    {
        var id = await world.Office.Db().Get<ChannelAccountId>($"update channel_account set slow_until = now() + {time} where kind = 'post' returning id", Ct);
        foreach (var node in nodes)
        {
            node.Host.Services.GetRequiredService<ChannelAccounts>().Forget(id);
        }
    }

    // As when the time has passed.
    private async Task Rested(string thread, PostOffice node)
    {
        await Slow(TimeSpan.FromSeconds(-1), node);
        await world.Office.Db().Execute($"update outbox set due_at = now() where state = 'pending'", Ct);
        await world.Office.Db().Execute($"update conversation set send_due_at = now() where thread_key = {thread}", Ct);
    }

    private Task Approved() => world.Office.Db().Execute($"""
        insert into message_template (tenant_id, id, channel_account_id, class, language, name, body, parameters, status, changed_at)
        select tenant_id, gen_random_uuid(), id, 'notice', 'en', 'news', '$1', array['text'], 'approved', now() from channel_account where kind = 'post'
        on conflict do nothing
        """, Ct);

    private Task Backdate(string thread) =>
        world.Office.Db().Execute($"update conversation set last_inbound_at = now() - interval '2 days' where thread_key = {thread}", Ct);
}
