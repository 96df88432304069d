using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments.Settling;

/// <summary>Orders whose cart was placed anew.</summary>
public sealed class ReplacedOrderTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task The_page_of_an_order_that_a_newer_one_replaced_is_ended_though_it_holds_nothing_any_more()
    {
        World.Deaf = true;
        var contact = await Shop.Contact();
        await World.Selling.Put(Shop, contact, Shoe);
        var old = (await World.Selling.Place(Shop, contact)).Value;
        var session = await World.Click(old);
        await World.Selling.Put(Shop, contact, Shoe);
        var renewed = (await World.Selling.Place(Shop, contact)).Value;
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(2, "what the old order held has passed to the new one");
        await World.Fault(new { kind = "server-error", match = "expire", times = 1 });

        await Expire();
        (await World.AtStripe(Shop, "checkout/sessions/" + session)).GetProperty("status").GetString().Should().Be("open");
        Later(1);
        await Expire();

        (await World.AtStripe(Shop, "checkout/sessions/" + session)).GetProperty("status").GetString().Should().Be("expired");
        (await StateOf(renewed)).Should().Be(OrderState.AwaitingPayment);
        (await Shop.StockOf(Shoe)).Reserved.Should().Be(2);
    }

    [Fact]
    public async Task A_changed_cart_kills_the_old_link_and_points_to_the_new_one()
    {
        World.Deaf = true;
        var contact = await Shop.Contact();
        await World.Selling.Put(Shop, contact, Shoe);
        var old = (await World.Selling.Place(Shop, contact)).Value;
        await World.Click(old);
        await World.Selling.Put(Shop, contact, Shoe);

        (await World.Get<PayLink>().Open(old.PayToken, Ct)).Refusal!.Code.Should().Be("cart-changed");
        var renewed = (await World.Selling.Place(Shop, contact)).Value;
        var refusal = (await World.Get<PayLink>().Open(old.PayToken, Ct)).Refusal!;

        refusal.Code.Should().Be("cart-changed");
        refusal.Facts.Should().Contain("payToken", renewed.PayToken);
    }
}
