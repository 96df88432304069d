using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;
using OrderBook = ChatCommerce.Commerce.Orders.Orders;

namespace ChatCommerce.Tests.Commerce.Payments.Settling;

/// <summary>The customer has done their part, and the bank takes its time.</summary>
public sealed class SlowBankTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task Money_that_comes_later_is_awaited_and_then_closes_the_order()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Control($"sessions/{session}/async-pending");
        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is PaymentState.Pending);

        Later(90);
        await Expire();
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment, "the bank may still say yes");
        (await World.Get<PayLink>().Open(order.PayToken, Ct)).Refusal!.Code.Should().Be("payment-pending");
        await World.Control($"sessions/{session}/async-succeed");

        await UntilState(order, OrderState.Paid);
        await TheBooksHold();
    }

    [Fact]
    public async Task Money_that_never_comes_frees_the_order_to_be_paid_again()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Control($"sessions/{session}/async-pending");
        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is PaymentState.Pending);

        await World.Control($"sessions/{session}/async-fail");

        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is PaymentState.Unpaid);
        Told.Select(t => t.Kind).Should().Equal(OrderNewsKind.PaymentFailed);
        var again = await World.Click(order);
        again.Should().NotBe(session);
        await World.Pay(again);
        await UntilState(order, OrderState.Paid);
        await TheBooksHold();
    }

    [Fact]
    public async Task A_bank_that_said_no_unheard_is_asked_and_the_order_can_be_paid_again()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Control($"sessions/{session}/async-pending");
        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is PaymentState.Pending);
        World.Deaf = true;
        await World.Control($"sessions/{session}/async-fail");
        Later(61);

        await Task.WhenAll(Expire(), Expire());

        var view = await Order(order);
        (view.State, view.PaymentState).Should().Be((OrderState.AwaitingPayment, PaymentState.Unpaid));
        Told.Select(t => t.Kind).Should().Equal(OrderNewsKind.PaymentFailed);
        (await World.Click(order)).Should().NotBe(session);
    }

    [Fact]
    public async Task A_no_that_overtakes_its_own_payment_is_told_once_and_blocks_nothing()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Control($"sessions/{session}/async-pending");
        var pending = await World.Hook("checkout.session.completed");
        await World.Control($"sessions/{session}/async-fail");

        await World.Receive(await World.Hook("checkout.session.async_payment_failed"));
        await World.Receive(pending);

        (await Order(order)).PaymentState.Should().Be(PaymentState.Unpaid);
        Told.Select(t => t.Kind).Should().Equal(OrderNewsKind.PaymentFailed);
        (await World.Click(order)).Should().NotBe(session);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_cancelled_while_the_bank_thinks_keeps_its_goods_until_the_bank_has_spoken(bool yes)
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Control($"sessions/{session}/async-pending");
        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is PaymentState.Pending);

        await Shop.Try(db => World.Get<OrderBook>().Cancel(db, order.OrderId, Selling.Ann, Ct));
        await Expire();
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(10, 1), "the bank may still say yes");
        await World.Control($"sessions/{session}/async-{(yes ? "succeed" : "fail")}");
        await PaymentWorld.Until(async () => (await Order(order)).PaymentState is not PaymentState.Pending);
        await Expire();

        (await StateOf(order)).Should().Be(yes ? OrderState.Paid : OrderState.Cancelled);
        (await Shop.StockOf(Shoe)).Should().Be(yes ? new StockRow(9, 0) : new StockRow(10, 0));
        Told.Select(t => t.Kind).Should().Equal(yes ? [OrderNewsKind.Cancelled, OrderNewsKind.Paid] : [OrderNewsKind.Cancelled]);
        await TheBooksHold();
    }
}
