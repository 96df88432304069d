using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

public sealed class PayLinkTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task The_first_click_makes_a_page_for_exactly_the_quote()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe, 2);

        var session = await World.AtStripe(Shop, "checkout/sessions/" + await World.Click(order) + "?expand[]=line_items");

        session.GetProperty("amount_total").GetInt64().Should().Be(9000);
        session.GetProperty("currency").GetString().Should().Be("usd");
        session.GetProperty("client_reference_id").GetString().Should().Be(order.OrderId.ToString());
        session.GetProperty("success_url").GetString().Should().Be($"http://shop.test/t/{order.TrackToken}?paid=1");
        session.GetProperty("metadata").GetProperty("tenant").GetString().Should().Be(Shop.Id.ToString());
        session.GetProperty("line_items").GetProperty("data")[0].GetProperty("quantity").GetInt64().Should().Be(2);
        var ends = DateTimeOffset.FromUnixTimeSeconds(session.GetProperty("expires_at").GetInt64());
        (ends - World.Clock.GetUtcNow()).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMinutes(31)).And.BeLessThan(TimeSpan.FromMinutes(33));
        (await Order(order)).PayBefore.Should().Be(ends.AddMinutes(5));
    }

    [Fact]
    public async Task Ten_clicks_at_once_and_later_ones_open_the_same_page()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);

        var pages = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => World.Click(order)));

        pages.Append(await World.Click(order)).Distinct().Should().ContainSingle();
        (await Sessions()).Should().Be(1);
    }

    [Theory]
    [InlineData("reset", false)]
    [InlineData("server-error", false)]
    [InlineData("server-error", true)]
    [InlineData("too-many", false)]
    public async Task A_click_that_fails_on_the_way_is_made_good_by_the_next_one(string kind, bool executed)
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Fault(new { kind, executed = executed || kind == "reset", match = "POST /v1/checkout/sessions", times = 1 });

        (await World.Get<PayLink>().Open(order.PayToken, Ct)).Refusal!.Code.Should().Be("payment-busy");
        if (executed)
        {
            // Stripe keeps a failure for the key: the session is given up, and the next click makes another.
            (await World.Get<PayLink>().Open(order.PayToken, Ct)).Refusal!.Code.Should().Be("payment-busy");
        }

        await World.Pay(await World.Click(order));
        await UntilState(order, OrderState.Paid);
        (await Sessions()).Should().Be(executed ? 2 : 1, "the same key finds what the lost answer made");
    }

    [Fact]
    public async Task An_expired_page_is_made_anew_while_the_quote_is_valid_and_the_goods_are_there()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var first = await World.Click(order);
        Later(40);
        await Expire();
        await UntilState(order, OrderState.Expired);

        var second = await World.Click(order);

        second.Should().NotBe(first);
        (await StateOf(order)).Should().Be(OrderState.AwaitingPayment);
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(1);
        await World.Pay(second);
        await UntilState(order, OrderState.Paid);
        await TheBooksHold();
    }

    [Fact]
    public async Task An_expired_page_is_not_made_anew_when_the_goods_are_gone()
    {
        var lantern = await Shop.Sells("LANTERN", 2400, 1);
        var order = await World.Selling.PlaceOne(Shop, lantern);
        Later(40);
        await Expire();
        await World.Selling.PlaceOne(Shop, lantern);

        (await World.Get<PayLink>().Open(order.PayToken, Ct)).Refusal!.Code.Should().Be("not-enough-stock");
        (await StateOf(order)).Should().Be(OrderState.Expired);
    }

    [Fact]
    public async Task A_click_that_is_refused_does_not_end_the_page_that_another_click_opened()
    {
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Fault(new { kind = "delay", side = "api", seconds = 300, match = "POST /v1/checkout/sessions", times = 1 });
        var slow = World.Get<PayLink>().Open(order.PayToken, Ct);
        await PaymentWorld.Until(async () => await Shop.Db.Execute($"update checkout_session set state = 'open', provider_id = 'cs_quick', url = 'https://pay.test/cs_quick'", Ct) == 1);

        // By the time Stripe looks at it, the page would end too soon: it is refused for good.
        await PaymentWorld.Until(() =>
        {
            World.Clock.Advance(TimeSpan.FromMinutes(5));
            return Task.FromResult(slow.IsCompleted);
        });

        (await slow).Value.AbsoluteUri.Should().Be("https://pay.test/cs_quick");
        (await Shop.Ask<string>($"select state from checkout_session")).Should().Be("open");
    }

    [Fact]
    public async Task A_link_says_why_it_cannot_be_paid()
    {
        var paid = await World.Buy(Shop, Shoe);
        var old = await World.Selling.PlaceOne(Shop, Shoe);
        var link = World.Get<PayLink>();

        (await link.Open(paid.PayToken, Ct)).Refusal!.Code.Should().Be("order-paid");
        (await link.Open("no-such-token", Ct)).Refusal!.Code.Should().Be("order-not-found");
        (await link.Open("", Ct)).Refusal!.Code.Should().Be("order-not-found");
        World.Clock.Advance(TimeSpan.FromHours(25));
        (await link.Open(old.PayToken, Ct)).Refusal!.Code.Should().Be("quote-expired");
    }

    [Fact]
    public async Task Without_an_active_account_the_link_is_unavailable()
    {
        var accounts = World.Get<PaymentAccounts>();
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        var account = (await accounts.List(Shop.Db, Ct)).Single();
        await Shop.Try(db => accounts.SetStatus(db, account.Id, PaymentAccountStatus.Paused, Selling.Ann, Ct));

        (await World.Get<PayLink>().Open(order.PayToken, Ct)).Refusal!.Code.Should().Be("payment-unavailable");
    }

    private async Task<int> Sessions() => (await World.AtStripe(Shop, "checkout/sessions?limit=100")).GetProperty("data").GetArrayLength();
}
