using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

/// <summary>What happens around a thread takes effect once, whatever its order.</summary>
public sealed class HappeningTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private PostOffice office = null!;

    public async ValueTask InitializeAsync() => office = await PostOffice.Open(database);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await office.DisposeAsync();
    }

    [Theory]
    [InlineData(new[] { "delivered", "read" }, "read")]
    [InlineData(new[] { "read", "delivered" }, "read")]
    [InlineData(new[] { "failed" }, "failed")]
    [InlineData(new[] { "failed", "delivered" }, "delivered")]
    [InlineData(new[] { "delivered", "failed", "delivered" }, "delivered")]
    public async Task Reports_only_move_a_message_forward(string[] reports, string becomes)
    {
        var thread = "report-" + string.Join('-', reports);
        var id = await office.Greets(thread);

        foreach (var report in reports)
        {
            await office.Happens(thread, new DeliveryReported(id, report, report is "failed" ? "131026" : null), InboundKeys.Status(id, report));
        }

        (await StateOf(id)).Should().Be(becomes);
    }

    [Fact]
    public async Task A_report_quicker_than_the_answer_to_our_own_call_is_not_lost()
    {
        office.Channel.WhileSending = id => office.Happens("quick", new DeliveryReported(id, "delivered", null), InboundKeys.Status(id, "delivered"));

        var id = await office.Greets("quick");

        (await office.Ask<string>($"select p.state || ' ' || o.state from outbox_part p join outbox o on o.id = p.outbox_id where p.provider_id = {id}"))
            .Should().Be("delivered delivered");
    }

    [Fact]
    public async Task A_refusal_reported_by_its_mark_while_our_own_call_gets_no_answer_is_no_acceptance()
    {
        office.Channel.WhileSending = async id =>
        {
            var mark = office.Channel.Calls.Single(c => c.Part.ThreadKey == "mute").Part.Mark;
            await office.Happens("mute", new DeliveryReported(id, "failed", "Refused at once.") { Mark = mark }, InboundKeys.Status(id, "failed"));
            throw new ChannelTrouble(Retry.Ambiguous, "no answer");
        };

        await office.Says("mute", "hello");

        await PostOffice.Until(async () => await office.Ask<string>($"""
            select coalesce(max(o.state || ': ' || o.problem), '') from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = 'mute'
            """) == "failed: Refused at once.", "the refusal");
    }

    [Fact]
    public async Task A_refusal_reported_before_the_program_died_in_the_send_is_found_by_the_next_claim()
    {
        var id = await office.Greets("gone");
        await database.Run($"""
            set session_replication_role = replica;
            update outbox set state = 'sending', finished_at = null where provider_id = '{id}';
            update outbox_part set state = 'failed', problem = 'Refused meanwhile.' where provider_id = '{id}';
            update conversation set send_due_at = now() where thread_key = 'gone';
            set session_replication_role = origin
            """);

        await PostOffice.Until(async () => await office.Ask<string>($"select state || ': ' || coalesce(problem, '') from outbox where provider_id = {id}") == "failed: Refused meanwhile.", "the refusal");
    }

    [Fact]
    public async Task A_send_whose_answer_was_lost_is_found_by_its_mark_and_not_sent_again()
    {
        office.Channel.Fail(new ChannelTrouble(Retry.Ambiguous, "no answer"), "lost");
        await office.Says("lost", "hello");
        await PostOffice.Until(async () => await office.Ask<long>($"select count(*) from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = 'lost' and o.state = 'ambiguous'") == 1, "the doubt");
        var mark = office.Channel.Calls.Single(c => c.Part.ThreadKey == "lost").Part.Mark;

        await office.Happens("lost", new DeliveryReported("post-seen", "delivered", null) { Mark = mark }, InboundKeys.Status("post-seen", "delivered"));

        (await StateOf("post-seen")).Should().Be("delivered");
        office.Channel.Calls.Count(c => c.Part.ThreadKey == "lost").Should().Be(1);
    }

    [Fact]
    public async Task Somebody_of_the_shop_speaking_elsewhere_silences_the_bot()
    {
        await office.Greets("jin");
        var before = office.Channel.Sent.Count;

        await office.Happens("jin", new Echoed("elsewhere-1", "I'll take it from here", ByHuman: true), "echo-1");
        await office.Says("jin", "running shoes");

        (await office.Ask<string>($"select control from conversation where thread_key = 'jin'")).Should().Be("paused");
        (await office.Ask<string>($"select author || ': ' || text from message where provider_id = 'elsewhere-1'")).Should().Be("elsewhere: I'll take it from here");
        (await office.Ask<string>($"select state from inbound_event where kind = 'text_said' and event->'content'->>'text' = 'running shoes'")).Should().Be("done");
        office.Channel.Sent.Count.Should().Be(before);
    }

    [Fact]
    public async Task Our_own_words_coming_back_silence_nobody()
    {
        var id = await office.Greets("kim");

        await office.Happens("kim", new Echoed(id, "hello", ByHuman: true), "echo-2");

        (await office.Ask<string>($"select control from conversation where thread_key = 'kim'")).Should().Be("bot");
    }

    [Fact]
    public async Task What_a_customer_takes_back_is_gone_here_too()
    {
        await office.Happens("lea", new TextSaid("my secret"), "lea-mid");
        await office.Answers("lea", 1);

        await office.Happens("lea", new MessageDeleted("lea-mid"), InboundKeys.Delete("lea-mid"));

        (await office.Ask<long>($"""
            select (select count(*) from message where text like '%my secret%') + (select count(*) from inbound_event where event::text like '%my secret%'
                or position('my secret'::bytea in raw) > 0) + (select count(*) from conversation where last_text like '%my secret%')
            """)).Should().Be(0);
    }

    [Fact]
    public async Task A_changed_message_reads_as_it_was_changed()
    {
        await office.Happens("max", new TextSaid("blue shoos"), "max-mid");

        await office.Happens("max", new MessageEdited("max-mid", "blue shoes"), InboundKeys.Edit("max-mid", "1"));

        (await office.Ask<string>($"select text from message where provider_id = 'max-mid'")).Should().Be("blue shoes");
    }

    [Fact]
    public async Task A_new_identifier_of_a_person_keeps_their_thread()
    {
        await office.Greets("old-id");

        await office.Happens("old-id", new IdentityChanged(new("post", "old-id"), new("post", "new-id")), "change-1");
        await office.Says("new-id", "hello");
        await office.Answers("new-id", 1);

        (await office.Ask<long>($"select count(distinct contact_id) from contact_identity where value in ('old-id', 'new-id')")).Should().Be(1);
        (await office.Ask<long>($"select count(*) from conversation where thread_key in ('old-id', 'new-id')")).Should().Be(1);
    }

    [Fact]
    public async Task A_revoked_token_pauses_the_account_and_what_waited_goes_out_when_it_works_again()
    {
        await office.Greets("oda");
        office.Channel.Revoked = true;
        await office.Says("oda", "hello again");
        await PostOffice.Until(async () => await office.Ask<string>($"select status from channel_account where kind = 'post'") == "paused", "the pause");
        var probe = office.Host.Services.GetRequiredService<ProbeAccounts>();
        await probe.Run(default);
        (await office.Ask<string>($"select status from channel_account where kind = 'post'")).Should().Be("paused");
        var waiting = office.Channel.Sent.Count(p => p.ThreadKey == "oda");
        office.Channel.Revoked = false;

        await probe.Run(default);

        await office.Answers("oda", waiting + 1);
        await PostOffice.Until(async () => await office.Ask<string>($"select status from channel_account where kind = 'post'") == "connected", "the account to go on");
        (await office.Ask<long>($"select count(*) from audit_entry where action in ('channel.paused', 'channel.resumed')")).Should().Be(2);
    }

    private Task<string> StateOf(string providerId) =>
        office.Ask<string>($"select o.state from outbox o join outbox_part p on p.outbox_id = o.id where p.provider_id = {providerId}");
}
