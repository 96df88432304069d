using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Agent.ScriptedModel;

namespace ChatCommerce.Tests.Agent;

/// <summary>Cancelling happens once, with the arguments shown, by the one who was asked, or not at all.</summary>
public sealed class ConfirmationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("yes")]
    [InlineData("Yes!")]
    [InlineData("yes please")]
    [InlineData("네")]
    public async Task A_plain_yes_to_the_question_cancels(string yes)
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        await chat.Say(yes);
        (await shop.Orders(chat)).Should().ContainSingle().Which.Should().EndWith(" cancelled");
    }

    [Fact]
    public async Task The_button_cancels_once_and_then_means_nothing()
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        var yes = chat.Button("Yes, cancel it");
        await chat.Tap(yes);
        (await chat.Tap(yes)).Messages.Single().Message.Text.Should().Contain("no longer open");
        (await shop.Orders(chat)).Should().ContainSingle().Which.Should().EndWith(" cancelled");
    }

    [Theory]
    [InlineData("yes, show me running shoes first")]
    [InlineData("he said \"yes\" and left")]
    [InlineData("no")]
    [InlineData("hm")]
    public async Task Anything_but_a_plain_yes_does_not_cancel(string line)
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        await chat.Say(line);
        (await shop.Orders(chat)).Should().ContainSingle().Which.Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task A_yes_and_a_no_together_do_not_cancel()
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        await chat.Say("yes", "no");
        (await shop.Orders(chat)).Single().Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task A_yes_after_something_else_was_said_does_not_cancel()
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        await chat.Say("show my cart");
        await chat.Say("yes");
        (await shop.Orders(chat)).Single().Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task An_expired_question_does_not_cancel()
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        clock.Advance(TimeSpan.FromMinutes(16));
        await chat.Say("yes");
        (await shop.Orders(chat)).Single().Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task A_newer_question_closes_the_older_one()
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        var older = chat.Button("Yes, cancel it");
        await chat.Say("cancel my order");
        await chat.Tap(older);
        (await shop.Orders(chat)).Single().Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task Somebody_else_s_confirmation_does_not_cancel()
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        await (await shop.Chat()).Tap(chat.Button("Yes, cancel it"));
        (await shop.Orders(chat)).Single().Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task Arguments_changed_after_they_were_shown_are_a_fault_and_cancel_nothing()
    {
        var (shop, chat) = await Ordered();
        await chat.Say("cancel my order");
        await database.Run($"update pending_action set arguments = jsonb_set(arguments, '{{number}}', '\"X-1\"') where conversation_id = '{chat.Conversation}'");
        await chat.Awaiting(c => c.Say("yes")).Should().ThrowAsync<InvalidOperationException>();
        (await shop.Orders(chat)).Single().Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task A_model_cannot_confirm_for_the_customer()
    {
        var model = new ScriptedModel((n, _) => (n % 3) switch { 0 => Call("cancel_order"), 1 => Call("confirm_action"), _ => Words("Done.") });
        var shop = await AgentShop.Open(database, clock, model.Chosen);
        var chat = await shop.Chat();
        await PlaceByHand(shop, chat);
        await chat.Say("what about my order?");
        (await shop.Orders(chat)).Single().Should().EndWith(" awaiting_payment");
    }

    [Fact]
    public async Task Another_customer_s_order_number_is_the_number_of_no_order()
    {
        var (shop, chat) = await Ordered();
        var number = (await shop.Orders(chat)).Single().Split(' ')[0];
        var stranger = await shop.Chat();

        foreach (var line in (string[])[$"cancel order {number}", $"where is my order {number}", $"order status {number}"])
        {
            var outcome = await stranger.Say(line);
            outcome.Messages.Single().Message.Text.Should().Contain("don’t see an order");
            outcome.Messages.Single().Message.Choices.Should().NotContain(c => c.Payload.StartsWith("act:"));
        }
    }

    private async Task<(AgentShop Shop, Chat Chat)> Ordered()
    {
        var shop = await AgentShop.Open(database, clock);
        var chat = await shop.Chat();
        await chat.Say("add a pier mug");
        await chat.Say("checkout");
        (await shop.Orders(chat)).Should().ContainSingle();
        return (shop, chat);
    }

    // Taps go to the built-in brain whatever model a shop has.
    private static async Task PlaceByHand(AgentShop shop, Chat chat)
    {
        await chat.Send(new ChoiceTapped(ChatCommerce.Agent.Tools.Actions.Variant(shop.Shop.MugVariant), "Add to cart"));
        await chat.Send(new ChoiceTapped("checkout", "Checkout"));
    }
}
