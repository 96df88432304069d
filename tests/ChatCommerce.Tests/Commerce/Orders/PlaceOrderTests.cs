using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Money;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Npgsql;
using Xunit;
using CartBook = ChatCommerce.Commerce.Carts.Carts;
using OrderBook = ChatCommerce.Commerce.Orders.Orders;
using QuoteBook = ChatCommerce.Commerce.Quotes.Quotes;

namespace ChatCommerce.Tests.Commerce.Orders;

public sealed class PlaceOrderTests : IClassFixture<TestDatabase>, IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();
    private readonly TestDatabase database;
    private readonly Selling selling;

    public PlaceOrderTests(TestDatabase database) => (this.database, selling) = (database, new(database, clock));

    public void Dispose() => selling.Dispose();

    [Fact]
    public async Task Placing_freezes_prices_numbers_the_order_and_holds_its_stock()
    {
        var shop = await TwoMethods(await SellingShop.Open(database, clock));
        var shoe = await shop.Sells("SHOE", 3500, 5);

        var placed = await selling.PlaceOne(shop, shoe, 2);

        placed.Number.Should().Be("S1001");
        placed.Total.Should().Be(new Price(7590, "USD"));
        placed.Shipping.Should().Be(new Price(590, "USD"));
        placed.PayBefore.Should().Be(clock.GetUtcNow().AddMinutes(35));
        placed.Lines.Should().ContainSingle().Which.Total.Minor.Should().Be(7000);
        (await shop.StockOf(shoe)).Should().Be(new StockRow(5, 2));
        var order = await selling.Order(shop, placed.OrderId);
        order.State.Should().Be(OrderState.AwaitingPayment);
        order.ShippingLabel.Should().Be("Standard");
        order.Events.Select(e => e.Kind).Should().Equal("placed");
    }

    [Fact]
    public async Task A_price_that_changes_later_does_not_change_the_order()
    {
        var shop = await SellingShop.Open(database, clock);
        var shoe = await shop.Sells("SHOE", 4500, 5);
        var placed = await selling.PlaceOne(shop, shoe);
        await shop.Db.Execute($"update variant set price_minor = 1 where id = {shoe}", Ct);

        (await selling.Order(shop, placed.OrderId)).Total.Minor.Should().Be(4500);
    }

    [Fact]
    public async Task A_quote_cannot_be_changed_and_tells_when_it_was()
    {
        var shop = await SellingShop.Open(database, clock);
        var placed = await selling.PlaceOne(shop, await shop.Sells("SHOE", 4500, 5));
        var id = await shop.Ask<ChatCommerce.Commerce.QuoteId>($"select quote_id from sales_order where id = {placed.OrderId}");
        var quote = await selling.Get<QuoteBook>().Get(shop.Db, id, Ct);

        var change = () => shop.Db.Execute($"update quote set total_minor = 1 where id = {id}", Ct);

        await change.Should().ThrowAsync<PostgresException>();
        quote.IsIntact.Should().BeTrue();
        (quote with { TotalMinor = 1 }).IsIntact.Should().BeFalse();
    }

    [Fact]
    public async Task Placing_the_same_cart_twice_even_at_once_is_one_order()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        var shoe = await shop.Sells("SHOE", 4500, 5);
        await selling.Put(shop, contact, shoe);

        var placed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => selling.Place(shop, contact)));

        placed.Select(p => p.Value.OrderId).Distinct().Should().ContainSingle();
        (await shop.StockOf(shoe)).Reserved.Should().Be(1);
    }

    [Fact]
    public async Task A_changed_cart_becomes_a_new_order_and_the_old_one_ends()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        var (shoe, lace) = (await shop.Sells("SHOE", 4500, 1), await shop.Sells("LACE", 450, 3));
        await selling.Put(shop, contact, shoe);
        var old = (await selling.Place(shop, contact)).Value;
        await selling.Put(shop, contact, lace, 2);

        var renewed = (await selling.Place(shop, contact)).Value;

        renewed.OrderId.Should().NotBe(old.OrderId);
        (await selling.Order(shop, old.OrderId)).State.Should().Be(OrderState.Cancelled);
        (await shop.StockOf(shoe)).Should().Be(new StockRow(1, 1), "the last unit passed from the old order to the new one");
        (await shop.LedgerOf(shoe)).Should().Be(await shop.StockOf(shoe));
    }

    [Fact]
    public async Task Another_way_to_deliver_makes_another_order()
    {
        var shop = await TwoMethods(await SellingShop.Open(database, clock));
        var contact = await shop.Contact();
        await selling.Put(shop, contact, await shop.Sells("SHOE", 4500, 1));
        var standard = (await selling.Place(shop, contact)).Value;

        var pickup = (await selling.Place(shop, contact, "pickup")).Value;

        pickup.Shipping.Minor.Should().Be(0);
        (await selling.Order(shop, standard.OrderId)).State.Should().Be(OrderState.Cancelled);
        (await selling.Place(shop, contact, "rocket")).Refusal!.Code.Should().Be("shipping-method-not-known");
    }

    [Fact]
    public async Task Shipping_is_free_from_the_shops_limit()
    {
        var shop = await TwoMethods(await SellingShop.Open(database, clock));

        (await selling.PlaceOne(shop, await shop.Sells("SHOE", 7500, 1))).Shipping.Minor.Should().Be(0);
        (await selling.PlaceOne(shop, await shop.Sells("SOCK", 7499, 1))).Shipping.Minor.Should().Be(590);
    }

    [Fact]
    public async Task What_cannot_be_ordered_is_refused_and_holds_nothing()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        (await selling.Place(shop, contact)).Refusal!.Code.Should().Be("cart-empty");
        var (shoe, lace) = (await shop.Sells("SHOE", 4500, 5), await shop.Sells("LACE", 450, 5));
        await selling.Put(shop, contact, shoe, 2);
        await selling.Put(shop, contact, lace, 2);

        await shop.Db.Execute($"update stock set on_hand = 1 where variant_id = {lace}", Ct);
        var few = (await selling.Place(shop, contact)).Refusal!;
        await shop.Db.Execute($"update variant set active = false where id = {lace}", Ct);
        var gone = (await selling.Place(shop, contact)).Refusal!;

        few.Code.Should().Be("not-enough-stock");
        few.Facts.Should().Contain("left", 1).And.Contain("sku", "LACE");
        gone.Code.Should().Be("not-sellable");
        (await shop.StockOf(shoe)).Reserved.Should().Be(0);
        (await shop.Ask<long>($"select count(*) from sales_order")).Should().Be(0);
    }

    [Theory]
    [InlineData("KWD", 1001, false)]
    [InlineData("KWD", 1010, true)]
    [InlineData("KRW", 1001, true)]
    [InlineData("USD", 0, false)]
    [InlineData("USD", 1_000_000_000_000_001, false)]
    public async Task An_amount_that_the_provider_cannot_take_is_refused(string currency, long price, bool placed)
    {
        var shop = await SellingShop.Open(database, clock, currency);
        var contact = await shop.Contact();
        await selling.Put(shop, contact, await shop.Sells("THING", price, 5));

        var result = await selling.Place(shop, contact);

        (result.Ok, result.Refusal?.Code).Should().Be((placed, placed ? null : "amount-not-payable"));
    }

    private static async Task<SellingShop> TwoMethods(SellingShop shop)
    {
        var profile = ShopProfile.Empty with { Shipping = [new("standard", "Standard", 590, 7500), new("pickup", "Pick up", 0, null)] };
        if (shop.Currency == "USD")
        {
            profile = profile with { Shipping = [profile.Shipping[0] with { FreeFromMinor = 7500 }, profile.Shipping[1]] };
        }

        await new Settings().Set(shop.Db, ShopProfile.Name, profile, Ct);
        return shop;
    }
}
