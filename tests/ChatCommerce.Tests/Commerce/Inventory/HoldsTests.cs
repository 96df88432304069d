using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Inventory;

public sealed class HoldsTests : IClassFixture<TestDatabase>, IDisposable
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();
    private readonly TestDatabase database;
    private readonly Selling selling;

    public HoldsTests(TestDatabase database) => (this.database, selling) = (database, new(database, clock));

    public void Dispose() => selling.Dispose();

    private Holds Holds => selling.Get<Holds>();

    [Fact]
    public async Task Releasing_twice_gives_back_once()
    {
        var (shop, shoe, order) = await Held(3);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Release(shop, order)));

        (await shop.StockOf(shoe)).Should().Be(new StockRow(10, 0));
        (await shop.LedgerOf(shoe)).Should().Be(new StockRow(10, 0));
    }

    [Fact]
    public async Task Committing_and_releasing_at_once_does_one_of_both()
    {
        for (var round = 0; round < 10; round++)
        {
            var (shop, shoe, order) = await Held(3);

            var results = await Task.WhenAll(Commit(shop, shoe, order), Release(shop, order), Commit(shop, shoe, order));

            var row = await shop.StockOf(shoe);
            row.Should().BeOneOf(new StockRow(10, 0), new StockRow(7, 0));
            results.Count(r => r.Value).Should().Be(row.OnHand == 7 ? 1 : 0, "only one of them moved the hold");
            (await shop.LedgerOf(shoe)).Should().Be(row);
        }
    }

    [Fact]
    public async Task A_released_hold_can_be_taken_again_and_one_that_stands_is_not_taken_twice()
    {
        var (shop, shoe, order) = await Held(3);
        await Take(shop, shoe, order, 3);
        (await shop.StockOf(shoe)).Reserved.Should().Be(3);

        await Release(shop, order);
        await Take(shop, shoe, order, 3);

        (await shop.StockOf(shoe)).Reserved.Should().Be(3);
        (await shop.Ask<long>($"select count(*) from hold")).Should().Be(1);
    }

    [Fact]
    public async Task Goods_that_are_not_held_are_not_sold()
    {
        var (shop, shoe, order) = await Held(3);
        await Release(shop, order);

        (await Commit(shop, shoe, order)).Value.Should().BeFalse();
        (await shop.StockOf(shoe)).Should().Be(new StockRow(10, 0));
    }

    [Fact]
    public async Task After_many_acts_at_once_the_ledger_replays_to_every_stock_row()
    {
        var shop = await SellingShop.Open(database, clock);
        var things = new List<VariantId>();
        for (var n = 0; n < 4; n++)
        {
            things.Add(await shop.Sells($"THING-{n}", 100, 30));
        }

        await Task.WhenAll(Enumerable.Range(0, 80).Select(async n =>
        {
            var contact = await shop.Contact();
            await selling.Put(shop, contact, things[n % 4], 1 + (n % 3));
            await selling.Put(shop, contact, things[(n + 1) % 4], 1);
            if ((await selling.Place(shop, contact)) is not { Ok: true } placed)
            {
                return;
            }

            var lines = placed.Value.Lines.Select(l => new HoldLine(l.VariantId, l.Sku, l.Title, l.Quantity)).ToList();
            var order = placed.Value.OrderId;
            await (n % 3 == 0 ? shop.Try<bool>(async db => await Holds.Commit(db, new(order, "x", lines), Ct)) : Release(shop, order));
            if (n % 6 == 0)
            {
                await shop.Try<Done>(async db => { await Holds.Restock(db, order, "x", Ct); return Done.It; });
            }
        }));

        foreach (var thing in things)
        {
            var row = await shop.StockOf(thing);
            (await shop.LedgerOf(thing)).Should().Be(row);
            row.Reserved.Should().Be(0);
        }
    }

    private async Task<(SellingShop Shop, VariantId Shoe, PlacedOrder Order)> Held(int quantity)
    {
        var shop = await SellingShop.Open(database, clock);
        var shoe = await shop.Sells("SHOE", 4500, 10);
        return (shop, shoe, await selling.PlaceOne(shop, shoe, quantity));
    }

    private Task<Result<bool>> Release(SellingShop shop, PlacedOrder order) => Release(shop, order.OrderId);

    private Task<Result<bool>> Release(SellingShop shop, OrderId order) => shop.Try<bool>(async db =>
    {
        await Holds.Release(db, order, "test", null, Ct);
        return false;
    });

    private Task<Result<bool>> Commit(SellingShop shop, VariantId shoe, PlacedOrder order) => shop.Try<bool>(async db =>
        await Holds.Commit(db, new(order.OrderId, order.Number, [new(shoe, "SHOE", "The SHOE", 3)]), Ct));

    private async Task Take(SellingShop shop, VariantId shoe, PlacedOrder order, int quantity)
    {
        var taken = await shop.Try(db => Holds.Take(db, new(order.OrderId, order.Number, [new(shoe, "SHOE", "The SHOE", quantity)]), clock.GetUtcNow(), Ct));
        taken.Ok.Should().BeTrue();
    }
}
