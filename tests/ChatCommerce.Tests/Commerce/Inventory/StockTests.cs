using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Inventory;

public sealed class StockTests : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Actor Ann = new(ActorKind.Staff, "Ann");
    private readonly TestDatabase database;
    private readonly TestClock clock = new();
    private readonly Stock stock;

    public StockTests(TestDatabase database)
    {
        this.database = database;
        stock = Parts.Of(database, clock).Get<Stock>();
    }

    [Fact]
    public async Task Setting_the_count_writes_the_difference_into_the_ledger()
    {
        var shop = await Shops.Open(database, clock, "set", "USD");
        clock.Advance(TimeSpan.FromSeconds(1));
        var level = (await stock.SetOnHand(For(shop), shop.MugVariant, 42, 1, Ann, Ct)).Value;

        level.Should().Be(new StockLevel(shop.MugVariant, 42, 0, 2));
        (await Ledger(shop, shop.MugVariant)).Should().Equal((-8, "edit", "staff:Ann"), (50, "edit", "system:test"));
    }

    [Fact]
    public async Task Setting_the_count_that_stands_writes_nothing()
    {
        var shop = await Shops.Open(database, clock, "set-same", "USD");
        var level = (await stock.SetOnHand(For(shop), shop.MugVariant, 50, null, Ann, Ct)).Value;

        level.Version.Should().Be(1);
        (await Ledger(shop, shop.MugVariant)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_count_against_an_old_version_is_refused()
    {
        var shop = await Shops.Open(database, clock, "set-old", "USD");
        await stock.Adjust(For(shop), shop.MugVariant, -1, StockReason.Correction, Ann, Ct);
        var late = await stock.SetOnHand(For(shop), shop.MugVariant, 10, 1, Ann, Ct);

        late.Refusal!.Code.Should().Be("version-conflict");
        (await stock.Find(For(shop), shop.MugVariant, Ct))!.OnHand.Should().Be(49);
    }

    [Fact]
    public async Task What_is_kept_for_orders_cannot_be_counted_away()
    {
        var shop = await Shops.Open(database, clock, "reserved", "USD");
        await database.Run($"update stock set reserved = 3 where variant_id = '{shop.MugVariant}'");

        var set = await stock.SetOnHand(For(shop), shop.MugVariant, 2, null, Ann, Ct);
        var adjust = await stock.Adjust(For(shop), shop.MugVariant, -48, StockReason.Correction, Ann, Ct);

        set.Refusal!.Code.Should().Be("reserved-by-orders");
        set.Refusal.Facts!["reserved"].Should().Be(3);
        adjust.Refusal!.Code.Should().Be("reserved-by-orders");
        (await stock.SetOnHand(For(shop), shop.MugVariant, 3, null, Ann, Ct)).Value.Available.Should().Be(0);
    }

    [Theory]
    [InlineData(-51, "not-enough-stock")]
    [InlineData(int.MaxValue, "on-hand-not-valid")]
    [InlineData(int.MinValue, "not-enough-stock")]
    public async Task An_adjustment_out_of_range_is_refused(int delta, string code)
    {
        var shop = await Shops.Open(database, clock, "range" + delta, "USD");

        (await stock.Adjust(For(shop), shop.MugVariant, delta, StockReason.Correction, Ann, Ct)).Refusal!.Code.Should().Be(code);
        (await Ledger(shop, shop.MugVariant)).Should().ContainSingle();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task A_count_out_of_range_is_refused(int count)
    {
        var shop = await Shops.Open(database, clock, "count" + count, "USD");

        (await stock.SetOnHand(For(shop), shop.MugVariant, count, null, Ann, Ct)).Refusal!.Code.Should().Be("on-hand-not-valid");
    }

    [Fact]
    public async Task Forty_adjustments_at_once_add_up_and_so_does_the_ledger()
    {
        var shop = await Shops.Open(database, clock, "many", "USD");
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(n =>
            stock.Adjust(For(shop), shop.MugVariant, n % 2 == 0 ? 3 : -1, StockReason.Correction, Ann, Ct)));

        results.Should().OnlyContain(r => r.Ok);
        (await stock.Find(For(shop), shop.MugVariant, Ct)).Should().Be(new StockLevel(shop.MugVariant, 90, 0, 41));
        (await Ledger(shop, shop.MugVariant)).Sum(e => e.Delta).Should().Be(90);
    }

    [Fact]
    public async Task The_last_piece_is_taken_once_of_twenty_tries()
    {
        var shop = await Shops.Open(database, clock, "last", "USD");
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            stock.Adjust(For(shop), shop.Lantern, -1, StockReason.Correction, Ann, Ct)));

        results.Count(r => r.Ok).Should().Be(1);
        results.Where(r => !r.Ok).Should().OnlyContain(r => r.Refusal!.Code == "not-enough-stock");
    }

    [Fact]
    public async Task Another_shop_s_stock_cannot_be_touched()
    {
        var one = await Shops.Open(database, clock, "mine", "USD");
        var two = await Shops.Open(database, clock, "theirs", "KRW");

        (await stock.SetOnHand(For(one), two.MugVariant, 1, null, Ann, Ct)).Refusal!.Code.Should().Be("variant-not-found");
        (await stock.Find(For(two), two.MugVariant, Ct))!.OnHand.Should().Be(50);
    }

    private TenantScope For(TestShop shop) => database.Tenants.For(shop.Id);

    private async Task<IEnumerable<(int Delta, string Reason, string Actor)>> Ledger(TestShop shop, ChatCommerce.Commerce.VariantId variant) =>
        (await stock.Entries(For(shop), variant, 100, Ct)).Select(e => (e.OnHandDelta, SqlName.Of(e.Reason), e.Actor));
}
