using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;
using OrderBook = ChatCommerce.Commerce.Orders.Orders;

namespace ChatCommerce.Tests.Commerce.Payments.Settling;

public sealed class LatePaymentTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task An_order_nobody_clicked_expires_and_gives_its_goods_back()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe, 3);
        Later(34);
        await Expire();
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        Later(1);

        await Task.WhenAll(Expire(), Expire());

        (await StateOf(order)).Should().Be(OrderState.Expired);
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(10, 0));
        Told.Select(t => t.Kind).Should().Equal(OrderNewsKind.Expired);
        await TheBooksHold();
    }

    [Fact]
    public async Task An_open_page_is_ended_at_the_provider_before_its_goods_go_back()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        Later(10);
        var session = await World.Click(order);
        Later(30);
        await Expire();
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment, "the page lives longer than the first hold");
        await Shop.Db.Execute($"update hold set expires_at = {World.Clock.GetUtcNow()} where order_id = {order.OrderId}", Ct);

        await Expire();

        (await StateOf(order)).Should().Be(OrderState.Expired);
        (await World.AtStripe(Shop, "checkout/sessions/" + session)).GetProperty("status").GetString().Should().Be("expired");
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(10, 0));
    }

    [Fact]
    public async Task While_the_provider_cannot_be_asked_nothing_is_given_back()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await Shop.Db.Execute($"update hold set expires_at = {World.Clock.GetUtcNow()} where order_id = {order.OrderId}", Ct);
        await World.Fault(new { kind = "server-error", match = "expire", times = 1 });

        await Expire();

        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(1);
        await World.Pay(session);
        Later(1);
        await Expire();
        (await StateOf(order)).Should().Be(OrderState.Paid, "Stripe would not end a page that was paid");
        await TheBooksHold();
    }

    [Fact]
    public async Task A_cancelled_order_keeps_its_goods_until_its_page_is_ended()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);

        await Shop.Try(db => World.Get<OrderBook>().Cancel(db, order.OrderId, Selling.Ann, Ct));

        (await World.Get<PayLink>().Open(order.PayToken, Ct)).Refusal!.Code.Should().Be("order-cancelled");
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(1, "the page can still be paid");
        await Expire();
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(0);
        (await World.AtStripe(Shop, "checkout/sessions/" + session)).GetProperty("status").GetString().Should().Be("expired");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payment_after_the_end_is_kept_if_the_goods_are_there_and_sent_back_if_not(bool there)
    {
        World.Deaf = true;
        var lantern = await Shop.Sells("LANTERN", 2400, 1);
        var order = await World.Selling.PlaceOne(Shop, lantern);
        var session = await World.Click(order);
        await World.Pay(session);
        await EndedHere(order);
        if (!there)
        {
            await World.Selling.PlaceOne(Shop, lantern);
        }

        await World.Receive(await World.Hook("checkout.session.completed"));

        (await StateOf(order)).Should().Be(there ? OrderState.Paid : OrderState.Expired);
        Told.Select(t => t.Kind).Should().Equal(OrderNewsKind.Expired, there ? OrderNewsKind.Paid : OrderNewsKind.LateRefund);
        (await World.Get<Refunds>().List(Shop.Db, order.OrderId, Ct)).Select(r => (r.Amount.Minor, r.State))
            .Should().Equal(there ? [] : [(2400L, RefundState.Succeeded)]);
        (await Shop.Ask<long>($"select coalesce(sum(amount_minor), 0)::bigint from ledger_entry where account = 'provider'")).Should().Be(there ? 2400 : 0);
        await TheBooksHold();
    }

    [Fact]
    public async Task Expiry_and_payment_at_the_same_moment_end_in_one_of_both()
    {
        World.Deaf = true;
        for (var round = 0; round < 12; round++)
        {
            World.Hooks.Clear();
            var lantern = await Shop.Sells($"LANTERN-{round}", 2400, 1);
            var order = await World.Selling.PlaceOne(Shop, lantern);
            var session = await World.Click(order);
            await World.Pay(session);
            var hook = await World.Hook("checkout.session.completed");
            await Shop.Db.Execute($"update hold set expires_at = {World.Clock.GetUtcNow()} where order_id = {order.OrderId}", Ct);

            await Task.WhenAll(Expire(), World.Receive(hook), Expire());

            (await StateOf(order)).Should().Be(OrderState.Paid);
            (await Shop.StockOf(lantern)).Should().Be(new StockRow(0, 0));
        }

        await TheBooksHold();
    }

    [Fact]
    public async Task Two_pages_of_one_cart_both_paid_keep_one_and_send_the_other_back_once()
    {
        World.Deaf = true;
        var contact = await Shop.Contact();
        await World.Selling.Put(Shop, contact, Shoe);
        var old = (await World.Selling.Place(Shop, contact)).Value;
        var oldSession = await World.Click(old);
        await World.Selling.Put(Shop, contact, Shoe);
        var renewed = (await World.Selling.Place(Shop, contact)).Value;
        var newSession = await World.Click(renewed);
        await World.Pay(oldSession);
        await World.Pay(newSession);
        await PaymentWorld.Until(() => Task.FromResult(World.Hooks.Count(h => h.Type == "checkout.session.completed") == 2));
        var hooks = World.Hooks.Where(h => h.Type == "checkout.session.completed").ToList();

        await Task.WhenAll(hooks.Concat(hooks).Concat(hooks).Select(World.Receive));

        var states = new[] { await StateOf(old), await StateOf(renewed) };
        states.Should().BeEquivalentTo([OrderState.Paid, OrderState.Cancelled]);
        (await Shop.Ask<long>($"select count(*) from refund where state = 'succeeded'")).Should().Be(1);
        Told.Select(t => t.Kind).Should().BeEquivalentTo([OrderNewsKind.Paid, OrderNewsKind.SecondRefund]);
        await TheBooksHold();
    }

    // The hold runs out while the provider's word that it was paid is still on its way; the page's own end is played.
    private async Task EndedHere(PlacedOrder order)
    {
        await Shop.Db.Execute($"update checkout_session set state = 'expired' where order_id = {order.OrderId}", Ct);
        Later(40);
        await Expire();
        (await StateOf(order)).Should().Be(OrderState.Expired);
        await Resigned();
    }

    // Its signature would be too old by now: Stripe signs each try anew.
    private async Task Resigned()
    {
        var sent = (await World.AtStripe(Shop, "events?type=checkout.session.completed")).GetProperty("data")[0].GetProperty("id").GetString();
        World.Hooks.Clear();
        await World.Control($"events/{sent}/resend");
    }
}
