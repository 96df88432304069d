using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

public sealed class DisputeTests(TestDatabase database) : PaymentTest(database)
{
    [Theory]
    [InlineData(true, PaymentState.Paid)]
    [InlineData(false, PaymentState.Disputed)]
    public async Task A_dispute_marks_the_order_and_moves_no_goods(bool won, PaymentState after)
    {
        var order = await World.Buy(Shop, Shoe);

        var dispute = await Dispute();
        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is PaymentState.Disputed);
        (await World.Get<Refunds>().Make(Shop.Id, new(order.OrderId, 100, ""), Selling.Ann, Ct)).Refusal!.Code.Should().Be("order-disputed");
        await World.Control($"disputes/{dispute}/close", new { won });

        await PaymentWorld.Until(async () => (await Exceptions()).Count == 2);
        (await Exceptions()).Should().BeEquivalentTo(["disputed", won ? "dispute-won" : "dispute-lost"]);
        (await Order(order)).PaymentState.Should().Be(after);
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(9, 0));
    }

    [Theory]
    [InlineData(true, PaymentState.Paid, 4500)]
    [InlineData(false, PaymentState.Disputed, 0)]
    public async Task The_end_of_a_dispute_stands_though_its_beginning_comes_after_it(bool won, PaymentState after, long provider)
    {
        var order = await World.Buy(Shop, Shoe);
        World.Deaf = true;
        var dispute = await Dispute();
        var created = await World.Hook("charge.dispute.created");
        await World.Control($"disputes/{dispute}/close", new { won });

        await World.Receive(await World.Hook("charge.dispute.closed"));
        await World.Receive(created);

        (await Order(order)).PaymentState.Should().Be(after);
        (await Exceptions()).Should().Equal(won ? "dispute-won" : "dispute-lost");
        (await Provider()).Should().Be(provider);
        await TheBooksHold();
    }

    [Fact]
    public async Task A_dispute_that_overtakes_its_payment_waits_for_it()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        var paid = await World.Hook("checkout.session.completed");
        await Dispute();

        await World.Receive(await World.Hook("charge.dispute.created"));
        await World.Receive(paid);
        Later(2);
        await Reconcile();

        (await Order(order)).PaymentState.Should().Be(PaymentState.Disputed);
        (await Provider()).Should().Be(0, "the bank has taken the money");
        await TheBooksHold();
    }

    [Fact]
    public async Task An_early_warning_takes_no_money_and_the_dispute_after_it_does()
    {
        var order = await World.Buy(Shop, Shoe);
        World.Deaf = true;
        await Dispute();
        var created = await World.Hook("charge.dispute.created");
        var warning = JsonNode.Parse(created.Raw)!;
        (warning["id"], warning["data"]!["object"]!["status"]) = ("evt_warning", "warning_needs_response");

        await World.Receive(Signed(warning));
        var before = ((await Order(order)).PaymentState, await Provider());
        await World.Receive(created);

        before.Should().Be((PaymentState.Paid, 4500L));
        ((await Order(order)).PaymentState, await Provider()).Should().Be((PaymentState.Disputed, 0L));
        (await Exceptions()).Should().Equal("disputed");
    }

    private async Task<string> Dispute()
    {
        var session = (await World.AtStripe(Shop, "checkout/sessions")).GetProperty("data")[0].GetProperty("id").GetString();
        return (await World.Control("disputes", new { session })).GetProperty("id").GetString()!;
    }

    private Hook Signed(JsonNode happened)
    {
        var raw = Encoding.UTF8.GetBytes(happened.ToJsonString());
        var at = World.Clock.GetUtcNow().ToUnixTimeSeconds();
        byte[] said = [.. Encoding.UTF8.GetBytes($"{at}."), .. raw];
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(PaymentWorld.Secret), said));
        return new(PaymentWorld.HookToken(Shop), raw, $"t={at},v1={signature}");
    }

    private Task<long> Provider() => Shop.Ask<long>($"select coalesce(sum(amount_minor), 0)::bigint from ledger_entry where account = 'provider'");
}
