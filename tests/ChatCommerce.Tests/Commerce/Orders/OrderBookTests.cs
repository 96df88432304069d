using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;
using CartBook = ChatCommerce.Commerce.Carts.Carts;
using OrderBook = ChatCommerce.Commerce.Orders.Orders;
using QuoteBook = ChatCommerce.Commerce.Quotes.Quotes;

namespace ChatCommerce.Tests.Commerce.Orders;

/// <summary>Orders that were placed: found, cancelled, moved on.</summary>
public sealed class OrderBookTests : IClassFixture<TestDatabase>, IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();
    private readonly TestDatabase database;
    private readonly Selling selling;

    public OrderBookTests(TestDatabase database) => (this.database, selling) = (database, new(database, clock));

    public void Dispose() => selling.Dispose();

    [Fact]
    public async Task Cancelling_an_unpaid_order_gives_its_stock_back_and_tells_the_customer()
    {
        var shop = await SellingShop.Open(database, clock);
        var shoe = await shop.Sells("SHOE", 4500, 5);
        var placed = await selling.PlaceOne(shop, shoe, 3);

        (await shop.Try(db => selling.Get<OrderBook>().Cancel(db, placed.OrderId, Selling.Ann, Ct))).Value.State.Should().Be(OrderState.Cancelled);
        var again = await shop.Try(db => selling.Get<OrderBook>().Cancel(db, placed.OrderId, Selling.Ann, Ct));

        again.Refusal!.Code.Should().Be("order-closed");
        (await shop.StockOf(shoe)).Should().Be(new StockRow(5, 0));
        selling.News.Told(shop.Id).Select(n => n.Kind).Should().Equal(OrderNewsKind.Cancelled);
        (await selling.Get<Audit>().List(shop.Db, new(), Ct)).Should().ContainSingle().Which.Action.Should().Be("order-cancelled");
    }

    [Fact]
    public async Task An_unpaid_order_cannot_be_shipped_or_completed()
    {
        var shop = await SellingShop.Open(database, clock);
        var placed = await selling.PlaceOne(shop, await shop.Sells("SHOE", 4500, 5));
        var orders = selling.Get<OrderBook>();

        (await shop.Try(db => orders.MarkShipped(db, placed.OrderId, new("DHL", "1"), Selling.Ann, Ct))).Refusal!.Code.Should().Be("order-move-not-allowed");
        (await shop.Try(db => orders.MarkCompleted(db, placed.OrderId, Selling.Ann, Ct))).Refusal!.Code.Should().Be("order-move-not-allowed");
    }

    [Fact]
    public async Task Orders_are_found_by_number_contact_text_and_page()
    {
        var shop = await SellingShop.Open(database, clock);
        var shoe = await shop.Sells("SHOE", 4500, 50);
        List<PlacedOrder> placed = [];
        for (var n = 0; n < 5; n++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            placed.Add(await selling.PlaceOne(shop, shoe));
        }

        var orders = selling.Get<OrderBook>();
        var first = await orders.List(shop.Db, new(Take: 3), Ct);
        var second = await orders.List(shop.Db, new(Before: first[^1].Id, Take: 3), Ct);

        first.Concat(second).Select(o => o.Number).Should().Equal("S1005", "S1004", "S1003", "S1002", "S1001");
        (await orders.List(shop.Db, new(Text: "1004"), Ct)).Should().ContainSingle();
        (await orders.List(shop.Db, new(Text: "%"), Ct)).Should().BeEmpty();
        (await orders.List(shop.Db, new(State: OrderState.Paid), Ct)).Should().BeEmpty();
        (await orders.FindByNumber(shop.Db, " s1002 ", Ct))!.Id.Should().Be(placed[1].OrderId);
        (await orders.Latest(shop.Db, first[0].ContactId, 5, Ct)).Should().ContainSingle();
        (await selling.Get<OrderTokens>().FindByTrack(placed[2].TrackToken, Ct)).Should().Be(new OrderPlace(shop.Id, placed[2].OrderId));
    }

    [Fact]
    public async Task Another_shop_finds_nothing_of_it()
    {
        var (shop, other) = (await SellingShop.Open(database, clock), await SellingShop.Open(database, clock));
        var placed = await selling.PlaceOne(shop, await shop.Sells("SHOE", 4500, 5));
        var orders = selling.Get<OrderBook>();

        (await orders.Find(other.Db, placed.OrderId, Ct)).Should().BeNull();
        (await orders.FindByNumber(other.Db, placed.Number, Ct)).Should().BeNull();
        (await other.Try(db => orders.Cancel(db, placed.OrderId, Selling.Ann, Ct))).Refusal!.Code.Should().Be("order-not-found");
    }
}
