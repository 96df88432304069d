using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

public sealed class ReconcileTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task An_order_whose_webhooks_never_came_is_closed_after_a_quarter_of_an_hour()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        Later(14);
        await Reconcile();
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        Later(1);

        await Task.WhenAll(Reconcile(), Reconcile());

        (await StateOf(order)).Should().Be(OrderState.Paid);
        Told.Should().ContainSingle();
        await TheBooksHold();
    }

    [Fact]
    public async Task A_page_that_ended_unheard_gives_its_goods_back()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Click(order);
        Later(33);

        await Reconcile();

        (await StateOf(order)).Should().Be(OrderState.Expired);
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(0);
    }

    [Fact]
    public async Task An_event_that_could_not_be_applied_is_applied_later()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        await World.Fault(new { kind = "server-error", match = "GET /v1/checkout/sessions", times = 1 });

        (await World.Receive(await World.Hook("payment_intent.succeeded"))).Should().Be(WebhookOutcome.Stored);
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        Later(1);
        await Reconcile();

        (await StateOf(order)).Should().Be(OrderState.Paid);
        (await Shop.Ask<string>($"select state from payment_event")).Should().Be("applied");
    }

    [Fact]
    public async Task A_click_that_died_between_provider_and_us_leaves_nothing_held_for_ever()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Fault(new { kind = "reset", match = "POST /v1/checkout/sessions", times = 1 });
        await World.Get<PayLink>().Open(order.PayToken, Ct);
        Later(38);

        await Expire();

        (await StateOf(order)).Should().Be(OrderState.Expired);
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(0);
    }

    [Fact]
    public async Task Thirty_orders_with_one_in_ten_webhooks_lost_all_close()
    {
        World.Deaf = true;
        var things = await Shop.Sells("THING", 100, 100);
        List<PlacedOrder> orders = [];
        for (var n = 0; n < 30; n++)
        {
            orders.Add(await World.Selling.PlaceOne(Shop, things));
            await World.Pay(await World.Click(orders[^1]));
        }

        await PaymentWorld.Until(() => Task.FromResult(World.Hooks.Count(h => h.Type == "checkout.session.completed") == 30));
        var heard = World.Hooks.Where(h => h.Type == "checkout.session.completed").Where((_, i) => i % 10 != 0).ToList();
        await Task.WhenAll(heard.Select(World.Receive));
        Later(15);
        await Reconcile();

        (await Shop.Ask<long>($"select count(*) from sales_order where state = 'paid'")).Should().Be(30);
        (await Shop.Ask<long>($"select sum(amount_minor)::bigint from ledger_entry where account = 'provider'")).Should().Be(3000);
        (await Shop.StockOf(things)).Should().Be(new StockRow(70, 0));
        await TheBooksHold();
    }
}
