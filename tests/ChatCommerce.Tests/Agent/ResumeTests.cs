using ChatCommerce.Agent.Turns;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;
using static ChatCommerce.Tests.Agent.ScriptedModel;

namespace ChatCommerce.Tests.Agent;

/// <summary>A turn that is run again after a crash goes on from its journal.</summary>
public sealed class ResumeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_turn_run_again_before_its_commit_adds_once()
    {
        var shop = await AgentShop.Open(database, clock);
        var chat = await shop.Chat();
        var request = await chat.Request(new TextSaid("add 2 pier mugs"));
        var assistant = shop.Services.GetRequiredService<Assistant>();

        var first = await assistant.Run(request, Ct);
        var second = await assistant.Run(request, Ct);

        (await shop.Cart(chat)).Lines.Should().ContainSingle().Which.Quantity.Should().Be(2);
        second.Messages.Should().BeEquivalentTo(first.Messages);
        second.State.Should().Be(first.State);
        second.Unsaved.Should().HaveSameCount(first.Unsaved);
    }

    [Fact]
    public async Task A_recorded_answer_of_a_model_is_not_asked_for_again()
    {
        var model = new ScriptedModel((n, _) => n switch
        {
            0 => Call("add_to_cart", new { item = "pier mug", quantity = 1 }),
            1 => throw new InvalidOperationException("The program dies here."),
            _ => Words("There you go."),
        });
        var shop = await AgentShop.Open(database, clock, model.Chosen);
        var chat = await shop.Chat();
        var request = await chat.Request(new TextSaid("a mug please"));
        var assistant = shop.Services.GetRequiredService<Assistant>();

        await assistant.Awaiting(a => a.Run(request, Ct)).Should().ThrowAsync<InvalidOperationException>();
        var outcome = await assistant.Run(request, Ct);

        model.Asked.Should().Be(3);
        outcome.Messages.Single().Message.Text.Should().Be("There you go.");
        (await shop.Cart(chat)).Lines.Should().ContainSingle().Which.Quantity.Should().Be(1);
    }

    [Fact]
    public async Task Two_runs_of_one_turn_at_once_have_one_effect()
    {
        var shop = await AgentShop.Open(database, clock);
        var chat = await shop.Chat();
        var request = (await chat.Request(new TextSaid("add 1 pier mug"))) with { Recorded = [] };
        var assistant = shop.Services.GetRequiredService<Assistant>();

        var runs = Enumerable.Range(0, 4).Select(_ => assistant.Run(request, Ct)).ToList();
        await Task.WhenAll(runs.Select(r => r.ContinueWith(_ => { }, TaskScheduler.Default)));

        runs.Count(r => r.IsCompletedSuccessfully).Should().Be(1);
        runs.Where(r => r.IsFaulted).Should().OnlyContain(r => ((PostgresException)r.Exception!.InnerException!).SqlState == PostgresErrorCodes.UniqueViolation);
        (await shop.Cart(chat)).Lines.Should().ContainSingle().Which.Quantity.Should().Be(1);
    }

    [Fact]
    public async Task The_journal_tells_every_answer_and_call_in_order()
    {
        var shop = await AgentShop.Open(database, clock);
        var chat = await shop.Chat();
        await chat.Say("add a pier mug and a storm lantern", "checkout");
        var steps = await shop.Services.GetRequiredService<Journal>().Read(database.Tenants.For(shop.Shop.Id), chat.LastTurn, Ct);

        steps.Select(s => s.N).Should().Equal(Enumerable.Range(0, steps.Count));
        steps[0].Kind.Should().Be(StepKind.Answer);
        steps[^1].Kind.Should().Be(StepKind.Answer);
    }
}
