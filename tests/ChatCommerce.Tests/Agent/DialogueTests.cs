using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Demo;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Agent;

/// <summary>Plays every golden dialogue with the demo shops; see <c>tests/dialogues/README.md</c>.</summary>
public sealed class DialogueTests(DemoWorld world) : IClassFixture<DemoWorld>
{
    public static TheoryData<string> Names => [.. DialogueFiles.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task The_dialogue_goes_as_written(string name)
    {
        var dialogue = DialogueFiles.Read(name);
        var chat = await world.Open(dialogue.Tenant);
        foreach (var turn in dialogue.Turns)
        {
            var outcome = turn.Say is { } line ? await chat.Say(line) : await chat.Tap(chat.Button(turn.Tap!));
            if (turn.Expect is { } expected)
            {
                await Check(chat, outcome, expected, $"{turn.Say ?? turn.Tap} → {chat.Shown()}");
            }
        }
    }

    private async Task Check(Chat chat, TurnOutcome outcome, DialogueExpectation expected, string because)
    {
        var shown = chat.Shown();
        var tools = await chat.Tools();
        foreach (var tool in expected.Tools ?? [])
        {
            tools.Should().Contain(tool, because);
        }

        foreach (var part in expected.Contains ?? [])
        {
            shown.Should().ContainEquivalentOf(part, because);
        }

        foreach (var part in expected.NotContains ?? [])
        {
            shown.Should().NotContainEquivalentOf(part, because);
        }

        outcome.Messages.Should().NotBeEmpty(because);
        if (expected.Kind is { } kind)
        {
            Kinds(outcome, tools).Should().Contain(kind, because);
        }

        (outcome.HandOff is null ? "bot" : "queued").Should().Be(expected.Control ?? (outcome.HandOff is null ? "bot" : "queued"), because);
        await CheckCart(chat, expected, because);
    }

    private async Task CheckCart(Chat chat, DialogueExpectation expected, string because)
    {
        if (expected.Cart is null)
        {
            return;
        }

        var cart = await world.Services.GetRequiredService<Carts>().Show(world.Database.Tenants.For(chat.Tenant), chat.Contact, CancellationToken.None);
        cart.Lines.Select(l => (l.Sku, l.Quantity)).Should().BeEquivalentTo(expected.Cart.Select(l => (l.Sku, l.Quantity)), because);
        cart.Subtotal.Minor.Should().Be(expected.CartTotalMinor ?? cart.Subtotal.Minor, because);
    }

    private static HashSet<string> Kinds(TurnOutcome outcome, List<string> tools)
    {
        var messages = outcome.Messages.Select(m => m.Message).ToList();
        HashSet<string> kinds = [];
        void Is(string kind, bool yes) => _ = yes && kinds.Add(kind);
        Is("handoff", outcome.HandOff is not null);
        Is("link", messages.Exists(m => m.Link is not null));
        Is("products", messages.Exists(m => m.Cards.Any(HasProduct)));
        Is("choices", messages.Exists(m => m.Choices.Any(c => c.Payload.StartsWith("o:", StringComparison.Ordinal) || c.Payload.StartsWith("a:", StringComparison.Ordinal))));
        Is("cart", tools.Contains("show_cart") && messages.Exists(m => m.Choices.Any(c => c.Payload == "checkout")));
        Is("text", messages.Exists(m => m.Text.Length > 0 && m.Cards.Count == 0));
        return kinds;
    }

    private static bool HasProduct(Card card) => card.Choices.Any(c => c.Payload.StartsWith("p:", StringComparison.Ordinal));
}
