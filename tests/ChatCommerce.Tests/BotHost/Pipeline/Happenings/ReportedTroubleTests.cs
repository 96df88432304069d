using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>A report that is about the account, and not only about the one message.</summary>
public sealed class ReportedTroubleTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private PostOffice office = null!;

    public async ValueTask InitializeAsync() => office = await PostOffice.Open(database);

    public ValueTask DisposeAsync() => office.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_that_the_account_needs_a_person_pauses_it(bool early)
    {
        var thread = early ? "early" : "late";
        if (early)
        {
            office.Channel.WhileSending = id => NeedsPerson(thread, id);
            await office.Says(thread, "hello");
        }
        else
        {
            await NeedsPerson(thread, await office.Greets(thread));
        }

        await PostOffice.Until(async () => await office.Ask<bool>($"select status = 'paused' and needs_person from channel_account where external_id = 'post-harbor'"), "the pause");
        await PostOffice.Until(async () => await office.Ask<string>($"""
            select o.state || ': ' || coalesce(o.problem, '') from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread}
            """) == "failed: Pay your bill.", "the refusal");
        await office.Db().Execute($"update channel_account set status = 'connected', paused_at = null, probe_at = null, needs_person = false", default);
    }

    private Task NeedsPerson(string thread, string id) =>
        office.Happens(thread, new DeliveryReported(id, "failed", "Pay your bill.") { Code = nameof(Meaning.NeedsPerson) }, InboundKeys.Status(id, "failed"));
}
