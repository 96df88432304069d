using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;
using OrderBook = ChatCommerce.Commerce.Orders.Orders;

namespace ChatCommerce.Tests.Commerce.Payments;

public sealed class RefundTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task Three_parts_give_the_whole_back_and_never_more()
    {
        var order = await World.Buy(Shop, Shoe);

        (await Refund(order, 1000)).Value.State.Should().Be(RefundState.Succeeded);
        (await StateOf(order)).Should().Be(OrderState.PartlyRefunded);
        (await Refund(order, 1500)).Value.State.Should().Be(RefundState.Succeeded);
        (await Refund(order, 2001)).Refusal!.Facts.Should().Contain("left", 2000L);
        (await Refund(order, null)).Value.Amount.Minor.Should().Be(2000);
        (await Refund(order, null)).Refusal!.Code.Should().Be("nothing-to-refund");

        var view = await Order(order);
        (view.State, view.PaymentState, view.Refunded.Minor).Should().Be((OrderState.Refunded, PaymentState.Refunded, 4500));
        (await Shop.StockOf(Shoe)).OnHand.Should().Be(9, "nobody asked for the goods to go back on the shelf");
        (await Provider()).Should().Be(0);
        Told.Count(t => t.Kind is OrderNewsKind.Refunded).Should().Be(3);
        await TheBooksHold();
    }

    [Fact]
    public async Task Ten_full_refunds_at_once_give_back_once()
    {
        var order = await World.Buy(Shop, Shoe);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Refund(order, null)));

        answers.Count(a => a.Ok).Should().Be(1);
        (await AtStripe(order)).Should().Equal(4500);
        await TheBooksHold();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4501)]
    public async Task An_amount_that_was_not_paid_is_refused(long amount)
    {
        var order = await World.Buy(Shop, Shoe);

        (await Refund(order, amount)).Refusal!.Code.Should().BeOneOf("refund-not-valid", "refund-too-large");
        (await AtStripe(order)).Should().BeEmpty();
    }

    [Fact]
    public async Task Goods_go_back_on_the_shelf_when_asked()
    {
        var order = await World.Buy(Shop, Shoe, 2);

        (await World.Get<Refunds>().Make(Shop.Id, new(order.OrderId, 100, "half", Restock: true), Selling.Ann, Ct)).Refusal!.Code.Should().Be("restock-needs-full-refund");
        (await World.Get<Refunds>().Make(Shop.Id, new(order.OrderId, null, "all", Restock: true), Selling.Ann, Ct)).Ok.Should().BeTrue();

        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(10, 0));
        await TheBooksHold();
    }

    [Theory]
    [InlineData("reset", false)]
    [InlineData("server-error", true)]
    [InlineData("too-many", false)]
    public async Task A_refund_whose_answer_was_lost_is_found_again_and_made_once(string kind, bool executed)
    {
        World.Deaf = true;
        var order = await Paid();
        await World.Fault(new { kind, executed = executed || kind == "reset", match = "POST /v1/refunds", times = 1 });

        (await Refund(order, 1000)).Value.State.Should().Be(RefundState.Requested);
        Later(1);
        await Reconcile();

        (await World.Get<Refunds>().List(Shop.Db, order.OrderId, Ct)).Should().ContainSingle().Which.State.Should().Be(RefundState.Succeeded);
        (await AtStripe(order)).Should().Equal(1000);
        await TheBooksHold();
    }

    [Fact]
    public async Task A_refund_made_at_the_provider_is_taken_over()
    {
        var order = await World.Buy(Shop, Shoe);
        var intent = await Intent(order);

        await RefundByHand(intent, 700);

        await UntilState(order, OrderState.PartlyRefunded);
        (await Order(order)).Refunded.Minor.Should().Be(700);
        (await Refund(order, null)).Value.Amount.Minor.Should().Be(3800);
        await TheBooksHold();
    }

    [Fact]
    public async Task A_refund_event_that_overtakes_its_payment_waits_for_it()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        var paid = await World.Hook("checkout.session.completed");
        await RefundByHand((await World.AtStripe(Shop, "checkout/sessions")).GetProperty("data")[0].GetProperty("payment_intent").GetString()!, 700);

        await World.Receive(await World.Hook("refund.created"));
        await World.Receive(paid);
        Later(2);
        await Reconcile();

        (await StateOf(order)).Should().Be(OrderState.PartlyRefunded);
        await TheBooksHold();
    }

    [Fact]
    public async Task A_refund_that_the_bank_sends_back_is_shown_to_staff()
    {
        var order = await World.Buy(Shop, Shoe);
        await Refund(order, 1000);
        var refund = (await World.AtStripe(Shop, "refunds")).GetProperty("data")[0].GetProperty("id").GetString();

        await World.Control($"refunds/{refund}/fail");

        await PaymentWorld.Until(async () => (await Exceptions()).Contains("refund-failed"));
        var view = await Order(order);
        (view.State, view.PaymentState, view.Refunded.Minor).Should().Be((OrderState.Paid, PaymentState.Paid, 0));
        (await Provider()).Should().Be(4500);
        await TheBooksHold();
    }

    [Fact]
    public async Task A_refund_sent_back_leaves_the_order_where_its_goods_and_the_rest_of_its_money_are()
    {
        var order = await World.Buy(Shop, Shoe);
        await Shop.Try(db => World.Get<OrderBook>().MarkShipped(db, order.OrderId, new("Post", "1"), Selling.Ann, Ct));
        await Refund(order, 1000);
        await Refund(order, null);
        (await StateOf(order)).Should().Be(OrderState.Refunded);
        var refunds = (await World.AtStripe(Shop, "refunds")).GetProperty("data").EnumerateArray().OrderByDescending(r => r.GetProperty("amount").GetInt64()).Select(r => r.GetProperty("id").GetString()).ToList();

        await World.Control($"refunds/{refunds[0]}/fail");
        await UntilState(order, OrderState.PartlyRefunded);
        var part = await Order(order);
        await World.Control($"refunds/{refunds[1]}/fail");
        await UntilState(order, OrderState.Fulfilling);

        (part.PaymentState, part.Refunded.Minor).Should().Be((PaymentState.PartlyRefunded, 1000));
        (await Order(order)).PaymentState.Should().Be(PaymentState.Paid);
        await TheBooksHold();
    }

    [Fact]
    public async Task Nothing_is_refunded_that_was_not_paid_or_is_another_shops()
    {
        var unpaid = await World.Selling.PlaceOne(Shop, Shoe);
        var other = await World.Shop();

        (await Refund(unpaid, null)).Refusal!.Code.Should().Be("nothing-to-refund");
        (await World.Get<Refunds>().Make(other.Id, new(unpaid.OrderId, null, ""), Selling.Ann, Ct)).Refusal!.Code.Should().Be("order-not-found");
    }

    private Task<Result<RefundView>> Refund(PlacedOrder order, long? amount) =>
        World.Get<Refunds>().Make(Shop.Id, new(order.OrderId, amount, "does not fit"), Selling.Ann, Ct);

    private async Task<PlacedOrder> Paid()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        await World.Get<SettlePayment>().Check(Shop.Id, order.OrderId, "staff", Ct);
        return order;
    }

    private Task<string> Intent(PlacedOrder order) => Shop.Ask<string>($"select provider_payment_id from payment where order_id = {order.OrderId}");

    private Task<long> Provider() => Shop.Ask<long>($"select coalesce(sum(amount_minor), 0)::bigint from ledger_entry where account = 'provider'");

    private async Task<IReadOnlyList<long>> AtStripe(PlacedOrder order) =>
        [.. (await World.AtStripe(Shop, "refunds?payment_intent=" + await Intent(order))).GetProperty("data").EnumerateArray().Select(r => r.GetProperty("amount").GetInt64())];

    // Somebody in Stripe's own pages: no key and no mark of ours.
    private async Task RefundByHand(string intent, long amount)
    {
        var account = (await World.Get<PaymentAccounts>().FindActive(Shop.Db, Ct))!;
        await World.Get<StripeClient>().CreateRefund(account, [new("payment_intent", intent), new("amount", amount.ToString(System.Globalization.CultureInfo.InvariantCulture))], "by hand " + intent, Ct);
    }
}
