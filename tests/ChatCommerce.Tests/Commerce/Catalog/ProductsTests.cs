using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Catalog;

public sealed class ProductsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();
    private Products products => Parts.Of(database, clock).Get<Products>();

    [Fact]
    public async Task A_product_is_found_with_its_variants_stock_and_prices()
    {
        var (one, _) = await TwoShops("find");
        var shoe = await products.Find(For(one), one.Shoe, Ct);

        shoe!.Handle.Should().Be("dawn-runner");
        shoe.Options.Should().Equal("size");
        shoe.Variants.Select(v => v.Sku).Should().Equal("FIND-A-SHOE-40", "FIND-A-SHOE-42");
        shoe.Variants[0].Should().BeEquivalentTo(new { PriceMinor = 8900L, Currency = "USD", OnHand = 10, Reserved = 0, Available = 10, Active = true });
        shoe.Variants[0].Options.Should().Equal(new Dictionary<string, string> { ["size"] = "40" });
    }

    [Fact]
    public async Task Products_come_in_the_order_they_were_asked_for()
    {
        var (one, _) = await TwoShops("order");
        var found = await products.FindMany(For(one), [one.Mug, one.LanternProduct, one.Shoe, one.Mug], Ct);

        found.Select(p => p.Id).Should().Equal(one.Mug, one.LanternProduct, one.Shoe);
    }

    [Fact]
    public async Task A_sku_is_found_whatever_the_case_of_its_letters()
    {
        var (one, _) = await TwoShops("sku");
        var found = await products.FindBySku(For(one), "sku-a-shoe-42", Ct);

        found!.Product.Id.Should().Be(one.Shoe);
        found.Variant.Id.Should().Be(one.ShoeLarge);
        (await products.FindBySku(For(one), "SKU-A-SHOE-43", Ct)).Should().BeNull();
    }

    [Fact]
    public async Task Another_shop_s_products_are_not_found()
    {
        var (one, two) = await TwoShops("leak");

        (await products.Find(For(one), two.Shoe, Ct)).Should().BeNull();
        (await products.FindMany(For(one), [two.Shoe, two.Mug], Ct)).Should().BeEmpty();
        (await products.FindBySku(For(one), "LEAK-B-SHOE-40", Ct)).Should().BeNull();
        (await products.FindVariants(For(one), [two.Lantern], Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task Categories_count_their_products()
    {
        var (one, _) = await TwoShops("cat");

        (await products.Categories(For(one), Ct)).Should().BeEquivalentTo(
            [new CategoryCount("Running shoes", 1), new CategoryCount("Kitchen", 1), new CategoryCount("Home", 1)]);
    }

    private async Task<(TestShop One, TestShop Two)> TwoShops(string slug) =>
        (await Shops.Open(database, clock, slug + "-a", "USD"), await Shops.Open(database, clock, slug + "-b", "KRW"));

    private TenantScope For(TestShop shop) => database.Tenants.For(shop.Id);
}
