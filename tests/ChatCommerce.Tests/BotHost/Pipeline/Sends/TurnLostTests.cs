using ChatCommerce.Agent.Brain;
using ChatCommerce.Tests.Agent;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.AI;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Sends;

/// <summary>What becomes of a turn while others want its conversation.</summary>
public sealed class TurnLostTests : IClassFixture<ByHand>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly ByHand world;

    public TurnLostTests(ByHand world)
    {
        world.Clean();
        this.world = world;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tool_that_is_at_work_when_the_turn_is_lost_has_no_effect(bool toAPerson)
    {
        var thread = toAPerson ? "ann-person" : "ann-worker";
        Plays((n, _) => n == 0 ? ScriptedModel.Call("add_to_cart", new { item = "HG-DAWN-41-COR", quantity = 1 }) : ScriptedModel.Words("Done."));
        await world.Office.Says(thread, "a mug please");
        var turn = (await world.Turn(thread))!;

        await WhileTheCartIsLocked(() => world.Run(turn), () => Lose(thread, toAPerson));

        (await world.Office.Ask<long>($"select count(*) from cart_line l join cart c on c.id = l.cart_id where c.contact_id = {turn.Contact}")).Should().Be(0);
        (await world.Office.Ask<long>($"select count(*) from step where turn_id = {turn.Turn} and kind = 'tool'")).Should().Be(0);
        (await world.Office.Ask<string>($"select state from turn where id = {turn.Turn}")).Should().Be(toAPerson ? "withdrawn" : "running", "another worker goes on");
        (await world.States(thread)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_model_that_answers_after_a_takeover_is_not_heard()
    {
        await world.Office.Says("bea", "a mug please");
        var turn = (await world.Turn("bea"))!;
        Plays((_, _) => AfterATakeover("bea"));

        await world.Run(turn);

        (await world.Office.Ask<long>($"select count(*) from step where turn_id = {turn.Turn}")).Should().Be(0);
        (await world.Office.Ask<long>($"select count(*) from cart_line l join cart c on c.id = l.cart_id where c.contact_id = {turn.Contact}")).Should().Be(0);
    }

    [Fact]
    public async Task A_turn_whose_worker_died_is_another_workers_and_answers_once()
    {
        await world.Office.Says("cem", "hello");
        await world.Turn("cem");
        (await world.Turn("cem")).Should().BeNull("its lease is not over");
        await world.Abandon("cem");

        await world.Run((await world.Turn("cem"))!);

        (await world.States("cem")).Should().Be("pending");
        (await world.Office.Ask<string>($"select string_agg(state || ' ' || attempts, ',') from turn t where conversation_id = (select id from conversation where thread_key = 'cem')"))
            .Should().Be("committed 2");
    }

    [Fact]
    public async Task A_message_that_fails_every_time_is_parked_and_shown_to_staff()
    {
        Plays((_, _) => throw new InvalidOperationException("The brain fell over."));
        await world.Office.Says("dov", "a riddle");
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            var turn = (await world.Turn("dov"))!;
            await FluentActions.Awaiting(() => world.Run(turn)).Should().ThrowAsync<InvalidOperationException>();
            await world.Abandon("dov");
        }

        await world.Run((await world.Turn("dov"))!);

        (await world.Turn("dov")).Should().BeNull("it is left to people");
        (await world.Office.Ask<string>($"select e.state || ': ' || e.problem from inbound_event e join conversation c on c.id = e.conversation_id where c.thread_key = 'dov'"))
            .Should().Be("parked: The bot failed on this message several times.");
        using var api = world.Office.Host.Api("harbor", "owner");
        (await api.GetStringAsync($"/api/v1/conversations/{(await world.Id("dov")).Value}", Ct)).Should().Contain("\"queued\"").And.Contain("a riddle");
        await world.TakeOver("dov");
        (await world.Office.Ask<string>($"select e.state from inbound_event e join conversation c on c.id = e.conversation_id where c.thread_key = 'dov'")).Should().Be("done");
    }

    private void Plays(Func<int, IReadOnlyList<ChatMessage>, ChatMessage> answer) => world.Mind = new Mind("scripted", new ScriptedModel(answer), Repeatable: false);

    // A model's script is no task, so it is waited for here.
    private ChatMessage AfterATakeover(string thread)
    {
        world.TakeOver(thread).GetAwaiter().GetResult();
        return ScriptedModel.Call("add_to_cart", new { item = "HG-DAWN-41-COR", quantity = 1 });
    }

    private async Task Lose(string thread, bool toAPerson)
    {
        if (toAPerson)
        {
            await world.TakeOver(thread);
            return;
        }

        await world.Abandon(thread);
        (await world.Turn(thread)).Should().NotBeNull();
    }

    // The tool's transaction waits for the table until the other act has committed.
    private async Task WhileTheCartIsLocked(Func<Task> run, Func<Task> other)
    {
        await using var source = NpgsqlDataSource.Create(world.Database.Admin);
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var take = new NpgsqlCommand("lock table cart_line in share row exclusive mode", connection))
        {
            await take.ExecuteNonQueryAsync(Ct);
        }

        var running = run();
        await PostOffice.Until(
            async () => (await world.Database.Ask<long>("""
                select count(*) from pg_locks
                where not granted and relation = 'cart_line'::regclass and database = (select oid from pg_database where datname = current_database())
                """))[0] == 1, "the tool to be at work");
        await other();
        await transaction.RollbackAsync(Ct);
        await running;
    }
}
