using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments.Settling;

public sealed class SettlePaymentTests(TestDatabase database) : PaymentTest(database)
{
    private static readonly string[] Events =
        ["checkout.session.completed", "payment_intent.succeeded", "charge.succeeded", "checkout.session.async_payment_succeeded"];

    [Fact]
    public async Task A_paid_session_closes_the_order_sells_its_stock_and_tells_the_customer()
    {
        var order = await World.Buy(Shop, Shoe, 2);

        var view = await Order(order);
        view.PaymentState.Should().Be(PaymentState.Paid);
        view.CustomerEmail.Should().Be("mina@example.com");
        view.PaidAt.Should().Be(World.Clock.GetUtcNow());
        view.Events.Select(e => e.Kind).Should().Equal("placed", "paid");
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(8, 0));
        (await Shop.Ask<long>($"select count(*) from cart where state = 'active'")).Should().Be(0);
        Told.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = OrderNewsKind.Paid, order.Number, Amount = order.Total });
        await TheBooksHold();
    }

    [Fact]
    public async Task The_same_event_twenty_times_at_once_closes_once()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        var hook = await World.Hook("checkout.session.completed");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => World.Receive(hook)));

        answers.Count(a => a is WebhookOutcome.Stored).Should().Be(1);
        answers.Should().OnlyContain(a => a == WebhookOutcome.Stored || a == WebhookOutcome.Duplicate);
        await UntilState(order, OrderState.Paid);
        await OnceOnly();
        Later(4);
        (await World.Receive(hook)).Should().Be(WebhookOutcome.Duplicate);
        World.Clock.Advance(TimeSpan.FromDays(3));
        (await World.Receive(hook)).Should().Be(WebhookOutcome.Forged, "its signature is too old by then");
        await OnceOnly();
    }

    [Fact]
    public async Task Every_order_of_its_events_any_number_of_times_ends_the_same()
    {
        World.Deaf = true;
        var n = 0;
        foreach (var order in Permutations(Events))
        {
            World.Hooks.Clear();
            var placed = await World.Selling.PlaceOne(Shop, await Shop.Sells($"SHOE-{++n}", 4500, 1));
            var session = await World.Click(placed);
            await World.Pay(session);
            await World.Tamper(new { session, type = "checkout.session.async_payment_succeeded" });
            foreach (var (i, type) in order.Index())
            {
                var hook = await World.Hook(type);
                await Task.WhenAll(Enumerable.Range(0, 1 + ((n + i) % 3)).Select(_ => World.Receive(hook)));
            }

            (await StateOf(placed)).Should().Be(OrderState.Paid, string.Join(", ", order));
        }

        n.Should().Be(24);
        Told.Should().HaveCount(24).And.OnlyContain(t => t.Kind == OrderNewsKind.Paid);
        (await Shop.Ask<long>($"select count(*) from payment")).Should().Be(24);
        (await Shop.Ask<long>($"select count(*) from payment_event where state <> 'applied'")).Should().Be(0);
        (await Exceptions()).Should().BeEmpty();
        await TheBooksHold();
    }

    [Fact]
    public async Task Webhook_return_page_reconciler_and_staff_at_once_close_once()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        var hook = await World.Hook("checkout.session.completed");
        var intent = await World.Hook("payment_intent.succeeded");
        Later(4);

        var settle = World.Get<SettlePayment>();
        await Task.WhenAll(
            World.Receive(hook), World.Receive(intent), Reconcile(),
            settle.Check(Shop.Id, order.OrderId, "return page", Ct), settle.Check(Shop.Id, order.OrderId, "staff", Ct), Expire());

        (await StateOf(order)).Should().Be(OrderState.Paid);
        await OnceOnly();
    }

    [Fact]
    public async Task What_was_added_after_placing_moves_on_to_a_new_cart()
    {
        var contact = await Shop.Contact();
        var lace = await Shop.Sells("LACE", 450, 10);
        await World.Selling.Put(Shop, contact, Shoe);
        var order = (await World.Selling.Place(Shop, contact)).Value;
        var session = await World.Click(order);
        await World.Selling.Put(Shop, contact, Shoe);
        await World.Selling.Put(Shop, contact, lace, 3);

        await World.Pay(session);

        await UntilState(order, OrderState.Paid);
        var cart = await World.Get<ChatCommerce.Commerce.Carts.Carts>().Show(Shop.Db, contact, Ct);
        cart.Lines.Select(l => (l.Sku, l.Quantity)).Should().BeEquivalentTo([("SHOE", 1), ("LACE", 3)]);
    }

    [Fact]
    public async Task Events_of_no_interest_or_of_other_sales_are_kept_and_ignored()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Tamper(new { session, type = "customer.created" });
        await World.Tamper(new { session, type = "checkout.session.completed", overrides = new { id = "cs_test_other", metadata = new { tenant = (string?)null, order_id = (string?)null } } });

        (await World.Receive(await World.Hook("customer.created"))).Should().Be(WebhookOutcome.Stored);
        (await World.Receive(await World.Hook("checkout.session.completed"))).Should().Be(WebhookOutcome.Stored);

        (await Shop.Ask<long>($"select count(*) from payment_event where state = 'ignored'")).Should().Be(2);
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        (await Exceptions()).Should().BeEmpty();
    }

    private async Task OnceOnly()
    {
        (await Shop.Ask<long>($"select count(*) from payment")).Should().Be(1);
        (await Shop.Ask<long>($"select count(*) from order_event where kind = 'paid'")).Should().Be(1);
        (await Shop.Ask<long>($"select count(distinct transaction) from ledger_entry")).Should().Be(1);
        Told.Should().ContainSingle();
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(9, 0));
        await TheBooksHold();
    }

    private static IEnumerable<IReadOnlyList<string>> Permutations(IReadOnlyList<string> items) => items.Count == 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (IReadOnlyList<string>)[first, .. rest]));
}
