using System.Net;
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

/// <summary>One message's way over a provider's webhook and API, whichever the provider.</summary>
public sealed class ProviderPathTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private PostOffice office = null!;

    public async ValueTask InitializeAsync() => office = await PostOffice.Open(database);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await office.DisposeAsync();
    }

    [Fact]
    public async Task A_genuine_message_is_answered_and_a_forged_one_leaves_no_trace()
    {
        var body = PostChannel.Batch.Of(new PostChannel.Batch(null, office.Event("ann", new TextSaid("hello"), "ann-forged")));
        (await office.Post("harbor", body, secret: "wrong")).Should().Be(HttpStatusCode.Unauthorized);
        (await office.Post("harbor", body, token: "no-such-token-0123456789")).Should().Be(HttpStatusCode.NotFound);
        (await office.Ask<long>($"select count(*) from inbound_event where provider_key = 'ann-forged'")).Should().Be(0);

        (await office.Says("ann", "hello")).Should().Be(HttpStatusCode.OK);

        (await office.Answers("ann", 1)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Another_accounts_event_counts_only_when_its_own_secret_signed_it()
    {
        var body = PostChannel.Batch.Of(new PostChannel.Batch("post-dalbit", office.Event("bo", new TextSaid("안녕"), "bo-1")), new("post-nobody", office.Event("bo", new TextSaid("x"), "bo-2")));

        (await office.Post("harbor", body)).Should().Be(HttpStatusCode.OK);

        (await office.Db("dalbit").Get<long>($"select count(*) from inbound_event where provider_key = 'bo-1'", default)).Should().Be(1);
        (await office.Ask<long>($"select count(*) from inbound_event where provider_key in ('bo-1', 'bo-2')")).Should().Be(0);
    }

    [Fact]
    public async Task An_address_that_was_given_up_is_nobodys_though_its_account_is_known_by_the_new_one()
    {
        await office.Says("ivy", "hello");
        var id = await MovesTo("post-token-made-anew-0123456789");
        await office.Host.Services.GetRequiredService<ChannelAccounts>().Find(office.Db().Tenant, id, default);
        var body = PostChannel.Batch.Of(new PostChannel.Batch(null, office.Event("ivy", new TextSaid("hello again"))));

        (await office.Post("harbor", body)).Should().Be(HttpStatusCode.NotFound);
        (await office.Post("harbor", body, token: "post-token-made-anew-0123456789")).Should().Be(HttpStatusCode.OK);

        await MovesTo(PostOffice.Token("harbor"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_once_and_acknowledged()
    {
        var body = "{not a list"u8.ToArray();

        (await office.Post("harbor", body)).Should().Be(HttpStatusCode.OK);
        (await office.Post("harbor", body)).Should().Be(HttpStatusCode.OK);

        (await office.Ask<string>($"select string_agg(state || ' ' || problem, ',') from inbound_event where kind = 'unreadable' and raw = {body}"))
            .Should().Be("parked Expected a list of events.");
    }

    [Fact]
    public async Task What_a_bug_of_ours_keeps_us_from_reading_is_kept_and_acknowledged()
    {
        (await office.Post("harbor", "!my secret"u8.ToArray())).Should().Be(HttpStatusCode.OK);

        (await office.Ask<string>($"select state || ' ' || problem from inbound_event where kind = 'unreadable' and raw = '!my secret'::bytea"))
            .Should().Be("parked Our reading of it failed (InvalidOperationException).");
    }

    [Fact]
    public async Task An_item_that_cannot_be_read_does_not_keep_the_others_of_its_call_out()
    {
        PostChannel.Batch[] items =
        [
            new(null, office.Event("ian", new TextSaid("hello"), "ian-1")), new(null, office.Event("ian", new TextSaid("never read"), "ian-2"), Bug: true),
            new(null, office.Event("ian", new TextSaid("running shoes"), "ian-3")),
        ];

        (await office.Post("harbor", PostChannel.Batch.Of(items))).Should().Be(HttpStatusCode.OK);

        (await office.Ask<string>($"select string_agg(provider_key, ',' order by provider_key) from inbound_event where provider_key like 'ian-%'")).Should().Be("ian-1,ian-3");
        (await office.Ask<long>($"select count(*) from inbound_event where kind = 'unreadable' and problem = 'Our reading of it failed (FormatException).' and position('never read'::bytea in raw) > 0"))
            .Should().Be(1);
    }

    [Fact]
    public async Task A_number_typed_back_is_the_button_it_stands_for()
    {
        await office.Says("cho", "running shoes");
        var first = await office.Answers("cho", 1);
        await office.Settled("cho");
        var at = (await office.Ask<int>($"select jsonb_array_length(numbers) from conversation where thread_key = 'cho'"));
        at.Should().BeGreaterThan(0, "the buttons became numbered lines in {0}", string.Join(" / ", first));

        await office.Says("cho", "1");

        await PostOffice.Until(
            async () => await office.Ask<long>($"select count(*) from turn t join conversation c on c.id = t.conversation_id where c.thread_key = 'cho' and t.state = 'committed'") == 2,
            "the second turn");
        (await office.Ask<long>($"select count(*) from conversation where thread_key = 'cho' and failures > 0")).Should().Be(0);
    }

    [Fact]
    public async Task A_long_answer_goes_on_where_it_stopped()
    {
        office.Channel.Capabilities = office.Channel.Capabilities with { TextLength = 40 };
        await office.Says("dee", "hello");
        await office.Answers("dee", 2);
        await office.Settled("dee");
        var parts = office.Channel.Sent.Count(p => p.ThreadKey == "dee");
        office.Channel.Sent.Clear();
        office.Channel.WhileSending = _ =>
        {
            office.Channel.WhileSending = null;
            office.Channel.Fail(new ChannelTrouble(Retry.Temporary, "busy", TimeSpan.FromMilliseconds(200)));
            return Task.CompletedTask;
        };

        await office.Says("dee", "hello");

        await office.Answers("dee", parts);
        office.Channel.Sent.Where(p => p.ThreadKey == "dee").Select(p => p.Part).Should().Equal(Enumerable.Range(0, parts), "no part is sent twice");
    }

    [Fact]
    public async Task A_closed_window_holds_a_notice_until_the_customer_writes()
    {
        await office.Says("eva", "hello");
        await office.Answers("eva", 1);
        await office.Settled("eva");
        office.Channel.Window = new() { FreeForm = TimeSpan.FromHours(24), Templates = true };
        await office.Backdate("eva");

        await office.StaffWrites("eva", "Your parcel is here.");
        await PostOffice.Until(async () => await office.StateOf("Your parcel is here.") == "held", "the message to be held");
        await office.Says("eva", "hi again");

        await PostOffice.Until(() => Task.FromResult(office.Channel.Sent.Any(p => p.Content.Text == "Your parcel is here.")), "the held message");
        await PostOffice.Until(async () => await office.StateOf("Your parcel is here.") == "accepted", "its acceptance");
    }

    [Fact]
    public async Task A_staff_reply_after_the_window_carries_the_human_tag_where_there_is_one()
    {
        await office.Says("fay", "hello");
        await office.Answers("fay", 1);
        office.Channel.Window = new() { FreeForm = TimeSpan.FromHours(24), HumanTag = TimeSpan.FromDays(7) };
        await office.Backdate("fay");

        await office.StaffWrites("fay", "Sorry for the wait.");

        await PostOffice.Until(() => Task.FromResult(office.Channel.Sent.Any(p => p.Content.Text == "Sorry for the wait.")), "the reply");
        office.Channel.Sent.Single(p => p.Content.Text == "Sorry for the wait.").Permit.Should().Be(Permit.HumanTag);
    }

    [Fact]
    public async Task Nobody_calls_the_provider_before_it_allows_and_others_are_served_meanwhile()
    {
        office.Channel.Fail(new ChannelTrouble(Retry.Temporary, "slow down", TimeSpan.FromSeconds(4)), "gil");
        await office.Says("gil", "hello");
        await PostOffice.Until(() => Task.FromResult(office.Channel.Calls.Any(c => c.Part.ThreadKey == "gil")), "the first call");
        var refused = office.Channel.Calls.First(c => c.Part.ThreadKey == "gil").At;
        await office.Says("hye", "hello");

        await office.Answers("hye", 1);
        await office.Answers("gil", 1);

        office.Channel.Calls.Where(c => c.Part.ThreadKey == "gil").Skip(1).First().At.Should().BeOnOrAfter(refused.AddSeconds(3.95));
        office.Channel.Calls.First(c => c.Part.ThreadKey == "hye").At.Should().BeBefore(refused.AddSeconds(3.95), "another person is not held up");
    }

    // As disconnecting and connecting do.
    private async Task<ChannelAccountId> MovesTo(string token)
    {
        var id = await office.Db().Get<ChannelAccountId>($"update channel_account set webhook_token = {token} where kind = 'post' returning id", default);
        office.Host.Services.GetRequiredService<ChannelAccounts>().Forget(id);
        return id;
    }
}
