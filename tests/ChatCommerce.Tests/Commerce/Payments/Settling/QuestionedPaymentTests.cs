using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments.Settling;

/// <summary>A page that was paid at Stripe and does not fit its order: a person decides, and until then nobody asks again.</summary>
public sealed class QuestionedPaymentTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task It_is_asked_about_once_and_its_goods_stay_until_a_person_has_decided()
    {
        var order = await PaidForSomethingElse();
        await Expire();
        (await Exceptions()).Should().Equal("wrong-quote");
        var asked = await AskedAt();

        for (var n = 0; n < 4; n++)
        {
            Later(11);
            await Expire();
            await Reconcile();
        }

        (await AskedAt()).Should().Be(asked);
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(10, 1));
        (await World.Get<PayLink>().Open(order.PayToken, Ct)).Refusal!.Code.Should().Be("payment-in-question");
        Told.Should().BeEmpty();
    }

    [Fact]
    public async Task Once_it_is_decided_the_goods_go_back()
    {
        var order = await PaidForSomethingElse();
        await Expire();
        await Expire();

        await Resolve();
        await Expire();

        (await StateOf(order)).Should().Be(OrderState.Expired);
        (await Shop.StockOf(Shoe)).Should().Be(new StockRow(10, 0));
        (await Exceptions()).Should().BeEmpty("what was decided is not raised again");
        await TheBooksHold();
    }

    [Fact]
    public async Task Deciding_about_a_page_that_is_still_open_leaves_it_open()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var session = await World.Click(order);
        await World.Tamper(new { session, overrides = new { amount_total = 1 } });
        await PaymentWorld.Until(async () => (await Exceptions()).Count == 1);

        await Resolve();
        await Expire();
        await World.Pay(session);

        await UntilState(order, OrderState.Paid);
    }

    private async Task<PlacedOrder> PaidForSomethingElse()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        await Database.Run($"update quote set hash = 'another' where tenant_id = '{Shop.Id}'");
        await Shop.Db.Execute($"update hold set expires_at = {World.Clock.GetUtcNow()}", Ct);
        return order;
    }

    private async Task Resolve()
    {
        var exceptions = World.Get<PaymentExceptions>();
        foreach (var open in await exceptions.List(Shop.Db, new(), Ct))
        {
            (await Shop.Try(db => exceptions.Resolve(db, open.Id, "Given back by hand.", Selling.Ann, Ct))).Ok.Should().BeTrue();
        }
    }

    private Task<DateTimeOffset> AskedAt() => Shop.Ask<DateTimeOffset>($"select checked_at from checkout_session");
}
