using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments.Settling;

/// <summary>Genuinely signed events that do not fit their order: the order stays open and staff see why.</summary>
public sealed class WrongPaymentTests(TestDatabase database) : PaymentTest(database)
{
    public static TheoryData<string, object> Wrong => new()
    {
        { "wrong-amount", new { amount_total = 4499 } },
        { "wrong-amount", new { amount_total = 4501 } },
        { "wrong-amount", new { amount_total = 450000 } },
        { "wrong-amount", new { amount_total = (long?)null } },
        { "wrong-amount", new { amount_total = "4500" } },
        { "wrong-currency", new { currency = "krw" } },
        { "wrong-currency", new { currency = (string?)null } },
        { "wrong-tenant", new { metadata = new { tenant = "0193f5a0-0000-7000-8000-000000000000" } } },
        { "wrong-tenant", new { metadata = new { tenant = (string?)null } } },
        { "wrong-order", new { metadata = new { order_id = "0193f5a0-0000-7000-8000-000000000000" } } },
        { "wrong-order", new { client_reference_id = "ord_91" } },
        { "wrong-quote", new { metadata = new { quote_hash = "00" } } },
        { "wrong-mode", new { livemode = true } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_genuine_event_that_differs_from_the_quote_raises_an_exception(string kind, object overrides)
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);

        await World.Tamper(new { session, overrides });

        await StaysOpen(order, kind);
    }

    [Fact]
    public async Task An_event_of_live_money_on_a_test_account_raises_an_exception()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);

        await World.Tamper(new { session, livemode = true });

        await StaysOpen(order, "wrong-mode");
    }

    [Fact]
    public async Task An_event_of_another_account_raises_an_exception()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);

        await World.Tamper(new { session, account = "acct_1OTHER" });

        await StaysOpen(order, "wrong-account");
    }

    [Fact]
    public async Task A_payment_intent_of_the_wrong_amount_raises_an_exception_too()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Pay(session);
        await World.Hook("payment_intent.succeeded");
        World.Hooks.Clear();
        await World.Tamper(new { session, type = "payment_intent.succeeded", overrides = new { amount = 4499 } });

        await World.Receive(await World.Hook("payment_intent.succeeded"));

        await StaysOpen(order, "wrong-amount");
    }

    [Fact]
    public async Task A_payment_claims_nothing_in_another_shop()
    {
        var other = await World.Shop();
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var foreign = await World.Selling.PlaceOne(other, await other.Sells("MUG", 4500, 1));
        var session = await World.Click(order);

        await World.Tamper(new { session, overrides = new { id = "cs_test_x", client_reference_id = foreign.OrderId.ToString(), metadata = new { tenant = other.Id.ToString(), order_id = foreign.OrderId.ToString() } } });

        await PaymentWorld.Until(async () => (await Exceptions()).Count == 1);
        (await Exceptions()).Should().Equal("unknown-order");
        (await World.Selling.Order(other, foreign.OrderId)).State.Should().Be(OrderState.AwaitingPayment);
        (await other.Ask<long>($"select count(*) from payment_exception")).Should().Be(0);
    }

    [Fact]
    public async Task An_unpaid_session_does_not_close_the_order()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);

        await World.Tamper(new { session, overrides = new { payment_status = "unpaid" } });

        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is PaymentState.Pending);
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
    }

    [Fact]
    public async Task The_same_wrong_event_again_raises_nothing_more_and_staff_can_settle_it()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Tamper(new { session = await World.Click(order), overrides = new { amount_total = 1 } });
        await StaysOpen(order, "wrong-amount");
        var exceptions = World.Get<PaymentExceptions>();
        var hook = await World.Hook("checkout.session.completed");

        (await World.Receive(hook)).Should().Be(WebhookOutcome.Duplicate);
        var listed = (await exceptions.List(Shop.Db, new(), Ct)).Should().ContainSingle().Subject;
        var resolved = await Shop.Try(db => exceptions.Resolve(db, listed.Id, "Called the customer.", Selling.Ann, Ct));
        var again = await Shop.Try(db => exceptions.Resolve(db, listed.Id, "Once more.", Selling.Ann, Ct));

        listed.OrderNumber.Should().Be(order.Number);
        resolved.Ok.Should().BeTrue();
        again.Refusal!.Code.Should().Be("payment-exception-resolved");
        (await Exceptions()).Should().BeEmpty();
    }

    private async Task StaysOpen(PlacedOrder order, string kind)
    {
        await PaymentWorld.Until(async () => (await Exceptions()).Count > 0);
        (await Exceptions()).Should().Equal(kind);
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        (await Shop.Ask<long>($"select count(*) from payment")).Should().Be(0);
        (await Shop.Ask<long>($"select count(*) from ledger_entry")).Should().Be(0);
        Told.Should().BeEmpty("the customer is told nothing false");
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(10, 1));
    }
}
