using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

/// <summary>What the channel's rules make of a message, from the outbox to the provider.</summary>
public sealed class WindowPathTests(SharedPostOffice shared) : IClassFixture<SharedPostOffice>
{
    private static readonly WindowRules Day = new() { FreeForm = TimeSpan.FromHours(24), Templates = true };
    private readonly PostOffice office = shared.Office;

    [Fact]
    public async Task Outside_the_window_the_first_approved_template_in_the_customers_language_that_can_be_filled_goes_out()
    {
        await Wrote("tia");
        await Template("needs_amount", "en_US", "approved", "number", "amount");
        await Template("order_words", "en", "approved", "number", "text");
        await Template("korean", "ko", "approved", "text");
        await Template("refused", "en", "rejected", "text");
        await office.Db().Execute($"update message_template set changed_at = now() + interval '1 hour' where name in ('needs_amount', 'refused')", default);
        await office.Backdate("tia");

        await office.Tells("tia", new("Your parcel left.") { Facts = new Dictionary<string, string> { ["number"] = "A-7" } });

        await Sent("Your parcel left.");
        office.Channel.Sent.Single(p => p.Content.Text == "Your parcel left.").Permit.Should().BeOfType<TemplatePermit>()
            .Which.Should().BeEquivalentTo(new TemplatePermit("order_words", "en", ["A-7", "Your parcel left."]));
        await office.Db().Execute($"delete from message_template", default);
    }

    [Fact]
    public async Task Outside_the_window_a_notice_goes_to_the_persons_other_chat_exactly_once()
    {
        await Wrote("uma");
        await WroteElsewhere("uma", "uma-2");
        await office.Backdate("uma");

        await office.Tells("uma", new("Parcel at the door."));

        await Sent("Parcel at the door.");
        await office.Settled("uma-2");
        (await office.StateOf("Parcel at the door.")).Should().Be("withdrawn,accepted");
        office.Channel.Sent.Where(p => p.Content.Text == "Parcel at the door.").Select(p => p.ThreadKey).Should().Equal("uma-2");
    }

    [Fact]
    public async Task A_message_that_both_providers_refuse_moves_once_and_waits_until_the_customer_writes()
    {
        await Wrote("vic");
        await WroteElsewhere("vic", "vic-2");
        office.Channel.Fail(Closed());
        office.Channel.Fail(Closed());
        office.Channel.Calls.Clear();

        await office.Tells("vic", new("Back in stock."));
        await PostOffice.Until(async () => await office.StateOf("Back in stock.") == "withdrawn,held", "the message to be held");

        office.Channel.Calls.Select(c => c.Part.ThreadKey).Should().Equal("vic", "vic-2");
        (await office.Ask<long>($"select count(*) from conversation where thread_key like 'vic%' and window_closed_at is not null")).Should().Be(2);
        await office.Post("harbor", PostChannel.Batch.Of(new PostChannel.Batch("post-harbor-2", office.Event("vic-2", new TextSaid("hello")))), token: SharedPostOffice.SecondToken);
        await Sent("Back in stock.");
        await office.Settled("vic-2");
    }

    [Fact]
    public async Task A_window_that_the_provider_closed_is_not_tried_again()
    {
        await Wrote("wes");
        office.Channel.Fail(Closed(), "wes");
        await office.Tells("wes", new("First of two."));
        await PostOffice.Until(async () => await office.StateOf("First of two.") == "held", "the first to be held");
        office.Channel.Calls.Clear();

        await office.Tells("wes", new("Second of two."));

        await PostOffice.Until(async () => await office.StateOf("Second of two.") == "held", "the second to be held");
        office.Channel.Calls.Should().BeEmpty("the provider has said that it is closed");
    }

    [Fact]
    public async Task The_window_counts_from_when_the_customer_wrote_and_not_from_a_late_delivery()
    {
        office.Channel.Window = Day;
        var late = office.Event("xia", new TextSaid("hello")) with { OccurredAt = TimeProvider.System.GetUtcNow().AddDays(-3) };

        await office.Post("harbor", PostChannel.Batch.Of(new PostChannel.Batch(null, late)));

        await PostOffice.Until(async () => await office.Ask<long>($"""
            select count(*) from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = 'xia' and o.state = 'held'
            """) == 1, "the answer to be held");
    }

    [Fact]
    public async Task A_provider_that_says_the_person_opted_out_silences_us_everywhere()
    {
        await Wrote("yan");
        office.Channel.Fail(new ChannelTrouble(Retry.Permanent, "blocked") { Meaning = Meaning.OptedOut }, "yan");
        await office.Tells("yan", new("You there?"));
        await PostOffice.Until(async () => await office.StateOf("You there?") == "failed", "the failure");

        await office.Tells("yan", new("And now?"));

        await PostOffice.Until(async () => await office.StateOf("And now?") == "suppressed", "the suppression");
        (await office.Ask<string>($"""
            select string_agg(s.source || ' ' || s.granted, ',') from consent s join conversation c on c.contact_id = s.contact_id where c.thread_key = 'yan'
            """)).Should().Be("provider false");
    }

    [Fact]
    public async Task What_follows_a_message_that_is_sent_again_waits_for_it()
    {
        await Wrote("zoe");
        office.Channel.Calls.Clear();
        office.Channel.Fail(new ChannelTrouble(Retry.Ambiguous, "no answer", TimeSpan.FromMilliseconds(300)), "zoe");
        office.Channel.WhileSending = null;

        await office.Tells("zoe", new("Pay here."), MessageClass.PaymentLink);
        await office.Tells("zoe", new("Thank you."));

        await Sent("Thank you.");
        office.Channel.Calls.Where(c => c.Part.ThreadKey == "zoe").Select(c => c.Part.Content.Text).Should().Equal("Pay here.", "Pay here.", "Thank you.");
    }

    [Fact]
    public async Task A_closed_window_reported_before_our_own_call_came_back_holds_the_message()
    {
        await Wrote("abe");
        ReportsAtOnce("abe", nameof(Meaning.WindowClosed));

        await office.Tells("abe", new("Parcel in the yard."));

        await PostOffice.Until(async () => await office.StateOf("Parcel in the yard.") == "held", "the message to be held");
        await office.Says("abe", "hello again");
        await PostOffice.Until(() => Task.FromResult(office.Channel.Sent.Count(p => p.Content.Text == "Parcel in the yard.") == 2), "it to go out");
        await office.Settled("abe");
        (await office.StateOf("Parcel in the yard.")).Should().Be("accepted");
    }

    [Fact]
    public async Task A_refusal_reported_before_our_own_call_came_back_is_the_end_and_staff_see_why()
    {
        await Wrote("bob");
        ReportsAtOnce("bob", null);

        await office.Tells("bob", new("Parcel on the roof."));

        await office.Settled("bob");
        (await office.Ask<string>($"select o.state || ': ' || o.problem from outbox o join message m on m.id = o.message_id where m.text = 'Parcel on the roof.'"))
            .Should().Be("failed: Told at once.");
        office.Channel.Sent.Count(p => p.Content.Text == "Parcel on the roof.").Should().Be(1);
    }

    private void ReportsAtOnce(string thread, string? code) => office.Channel.WhileSending = id =>
    {
        office.Channel.WhileSending = null;
        return office.Happens(thread, new DeliveryReported(id, "failed", "Told at once.") { Code = code }, InboundKeys.Status(id, "failed"));
    };

    private async Task Wrote(string thread)
    {
        office.Channel.Window = Day;
        await office.Says(thread, "hello");
        await office.Answers(thread, 1);
        await office.Settled(thread);
    }

    private async Task WroteElsewhere(string thread, string other)
    {
        await office.Post("harbor", PostChannel.Batch.Of(new PostChannel.Batch("post-harbor-2", office.Event(other, new TextSaid("hello")))), token: SharedPostOffice.SecondToken);
        await office.Answers(other, 1);
        await office.Settled(other);
        await office.Joins(thread, other);
    }

    private static ChannelTrouble Closed() => new(Retry.Permanent, "The window is closed.") { Meaning = Meaning.WindowClosed };

    private Task Sent(string text) => PostOffice.Until(() => Task.FromResult(office.Channel.Sent.Any(p => p.Content.Text == text)), text);

    private Task Template(string name, string language, string status, params string[] parameters) => office.Db().Execute($"""
        insert into message_template (tenant_id, id, channel_account_id, class, language, name, body, parameters, status, changed_at)
        select tenant_id, {Guid.CreateVersion7()}, id, 'notice', {language}, {name}, '', {parameters}, {status}, now()
        from channel_account where external_id = 'post-harbor'
        """, default);
}
