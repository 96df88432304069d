using ChatCommerce.Tests.BotHost.Pipeline.Skills;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Turns;

/// <summary>Where sending is storing, an answer is shown in the transaction that commits its turn, or waits behind what must go out before it.</summary>
public sealed class StoredAnswerTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly HeldModel model = new();
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.Start(
        database, new Dictionary<string, string?> { ["Pipeline:WorkPlaces"] = "1" }, services: services => services.AddSingleton(model.Chosen));

    public async ValueTask DisposeAsync()
    {
        model.Release();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_is_accepted_by_the_transaction_that_commits_its_turn()
    {
        await using var ann = await Open();

        await ann.Say("hello");

        (await Of<bool>(ann, """
            select o.state = 'accepted' and o.attempts = 1 and o.finished_at = t.finished_at and a.at = t.finished_at and s.outcome = 'accepted'
            from turn t join message m on m.turn_id = t.id join outbox o on o.message_id = m.id join send_attempt s on s.outbox_id = o.id
            join activity a on a.conversation_id = t.conversation_id and a.body ->> 'id' = o.provider_id join conversation c on c.id = t.conversation_id
            """)).Should().BeTrue();
        (await Of<bool>(ann, "select c.send_due_at is null and c.send_epoch = 0 from conversation c")).Should().BeTrue("the send lane had nothing to do");
    }

    [Fact]
    public async Task An_answer_waits_behind_what_the_send_lane_has_in_hand()
    {
        await using var bea = await Open();
        await bea.Say("hello");
        await Change(bea, "send_lease_until = now() + interval '1 hour'");

        await bea.Post(new { type = "message", from = new { id = bea.User }, text = "thanks", locale = "en" });
        await PostOffice.Until(async () => await Of<string>(bea, "select string_agg(t.state, ' ') from turn t join conversation c on c.id = t.conversation_id") == "committed committed", "the turn");

        (await Of<string>(bea, "select string_agg(o.state, ' ' order by o.seq) from outbox o join conversation c on c.id = o.conversation_id")).Should().Be("accepted pending");
        await Change(bea, "send_lease_until = null");
        await bea.Expect(_ => true);
        (await Of<string>(bea, "select string_agg(o.state, ' ' order by o.seq) from outbox o join conversation c on c.id = o.conversation_id")).Should().Be("accepted accepted");
        (await Of<bool>(bea, "select max(a.watermark) = max(c.last_watermark) and count(*) = 4 from activity a join conversation c on c.id = a.conversation_id"))
            .Should().BeTrue("each line and each answer has a place of its own");
    }

    [Fact]
    public async Task Whoever_waits_for_a_model_leaves_the_one_place_to_others()
    {
        await using var slow = await Open();
        await using var quick = await Open();
        model.Hold();
        await slow.Post(new { type = "message", from = new { id = slow.User }, text = "tell me a story", locale = "en" });
        await model.Asked;

        await quick.Say("I want to talk to a human");

        model.Release();
        await slow.Expect(HeldModel.Answer);
    }

    private Task<Customer> Open() => Customer.Open(host.Http, host.Shops.Tenant("harbor").WebChatKey, null);

    private async Task<T> Of<T>(Customer customer, string statement) => (await database.Ask<T>($"{statement} where c.thread_key = '{customer.Conversation}'"))[0];

    private Task Change(Customer customer, string what) => database.Run($"update conversation set {what} where thread_key = '{customer.Conversation}'");
}
