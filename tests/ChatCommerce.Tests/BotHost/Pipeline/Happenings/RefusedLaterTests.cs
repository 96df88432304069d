using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>What a provider refuses in a report is treated as if it had refused it at once.</summary>
public sealed class RefusedLaterTests(MetaOffice office) : IClassFixture<MetaOffice>
{
    [Fact]
    public async Task A_closed_window_told_in_a_report_holds_the_message_until_the_customer_writes()
    {
        const string user = "KR.Late1";
        var (thread, sent) = await Sent(user, "Your parcel is here.");

        await office.Report(sent.Id, "failed", sent.Mark, error: 131047);

        await Becomes("Your parcel is here.", "held");
        await office.Says(thread, null, "hi again");
        await office.Until("it to go out", $"select exists (select 1 from outbox o join message m on m.id = o.message_id where m.text = 'Your parcel is here.' and o.state = 'accepted')");
        Times(user, "Your parcel is here.").Should().Be(2);
    }

    [Fact]
    public async Task A_closed_window_told_late_closes_nothing_that_the_customer_has_opened_since()
    {
        const string user = "KR.Late5";
        var (_, sent) = await Sent(user, "Where shall we leave it?");
        await office.Says(user, null, "hi again");
        await office.Until("it to be heard", $"select last_text = 'hi again' from conversation where thread_key = {user}");

        await office.Report(sent.Id, "failed", sent.Mark, error: 131047);

        await PostOffice.Until(() => Task.FromResult(Times(user, "Where shall we leave it?") == 2), "it to go out again");
        await Becomes("Where shall we leave it?", "accepted");
    }

    [Fact]
    public async Task A_closed_window_told_of_a_message_that_has_had_its_other_way_holds_the_next_one()
    {
        const string user = "KR.Late6";
        var (_, sent) = await Sent(user, "First parcel.");
        await office.Report(sent.Id, "failed", sent.Mark, error: 131053);
        await PostOffice.Until(() => Task.FromResult(Times(user, "First parcel.") == 2), "the message in words");
        await Becomes("First parcel.", "accepted");
        await office.Report(office.Graph.PostedTo(user)[^1].Id, "failed", error: 131047);
        await Becomes("First parcel.", "failed");

        await office.StaffWrites(user, "Second parcel.");

        await Becomes("Second parcel.", "held");
        Times(user, "Second parcel.").Should().Be(0);
    }

    [Fact]
    public async Task A_second_refusal_of_the_same_message_is_its_end()
    {
        const string user = "KR.Late2";
        var (_, sent) = await Sent(user, "Second time.");
        await office.Report(sent.Id, "failed", sent.Mark, error: 131053);
        await PostOffice.Until(() => Task.FromResult(Times(user, "Second time.") == 2), "the message in words");
        await Becomes("Second time.", "accepted");

        await office.Report(office.Graph.PostedTo(user)[^1].Id, "failed", error: 131053);

        await Becomes("Second time.", "failed");
        Times(user, "Second time.").Should().Be(2);
    }

    [Fact]
    public async Task Who_opted_out_of_advertising_at_the_provider_is_remembered_so_and_written_to_all_the_same()
    {
        const string user = "KR.Late3";
        var (_, sent) = await Sent(user, "Sale!");

        await office.Report(sent.Id, "failed", sent.Mark, error: 131050);

        await Becomes("Sale!", "failed");
        (await office.Ask<string>($"select s.purpose || ' ' || s.granted || ' ' || s.source from consent s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user}"))
            .Should().Be("marketing false provider");
        (await office.Ask<long>($"select count(*) from suppression s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user}")).Should().Be(0);
    }

    [Fact]
    public async Task A_report_delivered_again_does_nothing_more()
    {
        const string user = "KR.Late4";
        var (_, sent) = await Sent(user, "Once more.");
        await office.Report(sent.Id, "failed", sent.Mark, error: 131047);
        await Becomes("Once more.", "held");

        await office.Report(sent.Id, "failed", sent.Mark, error: 131047);

        await Becomes("Once more.", "held");
        Times(user, "Once more.").Should().Be(1);
    }

    private async Task<(string Thread, PostedMessage Sent)> Sent(string user, string text)
    {
        await office.Says(user, null, "hello");
        await office.Answers(user, 1);
        await office.StaffWrites(user, text);
        await Becomes(text, "accepted");
        return (user, office.Graph.PostedTo(user).Last(p => p.Body.GetRawText().Contains(text, StringComparison.Ordinal)));
    }

    private int Times(string user, string text) => office.Graph.PostedTo(user).Count(p => p.Body.GetRawText().Contains(text, StringComparison.Ordinal));

    private Task Becomes(string text, string state) => office.Until(
        $"'{text}' to be {state}", $"select exists (select 1 from outbox o join message m on m.id = o.message_id where m.text = {text} and o.state = {state})");
}
