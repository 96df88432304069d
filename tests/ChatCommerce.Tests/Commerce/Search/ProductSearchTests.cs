using ChatCommerce.Commerce.Search;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

public sealed class ProductSearchTests(TestDatabase database) : SearchTest(database)
{
    [Fact]
    public async Task A_hit_carries_what_a_list_shows()
    {
        var (shop, search) = await Shop("shown", new CatalogItem("Dawn runner") { Brand = "Skerrow", Category = "Shoes", Variants = [new(8900, 0), new(9900, 2)] });
        await Database.Run($"insert into product_image (tenant_id, product_id, position, url) select tenant_id, id, 1, '/p/1.svg' from product where tenant_id = '{shop}'");

        var hit = (await search.Find(shop, new ProductQuery("runner"), Ct)).Hits.Should().ContainSingle().Subject;

        hit.Should().BeEquivalentTo(new
        {
            Title = "Dawn runner",
            Brand = "Skerrow",
            Category = "Shoes",
            ImageUrl = "/p/1.svg",
            MinPriceMinor = 8900L,
            MaxPriceMinor = 9900L,
            Currency = "USD",
            InStock = true,
            Matched = 1d,
        });
    }

    [Fact]
    public async Task One_variant_must_satisfy_all_filters_together()
    {
        var (shop, search) = await Shop("filters",
            Shoe("Split", ("blue", "42", 5000, 0), ("red", "42", 5000, 5), ("blue", "40", 20_000, 5)),
            Shoe("Whole", ("blue", "42", 5000, 5)));
        var query = new ProductQuery("running shoe")
        {
            InStockOnly = true,
            MaxPriceMinor = 10_000,
            Attributes = new Dictionary<string, IReadOnlyList<string>> { ["Color"] = ["BLUE", "navy"], ["size"] = ["42"] },
        };

        (await Titles(search, shop, query)).Should().Equal("Whole running shoe");
        (await Titles(search, shop, query with { InStockOnly = false })).Should().BeEquivalentTo("Whole running shoe", "Split running shoe");
        (await Titles(search, shop, query with { MinPriceMinor = 6000 })).Should().BeEmpty();
    }

    [Fact]
    public async Task A_filter_reads_product_attributes_where_the_variants_do_not_say()
    {
        var (shop, search) = await Shop("attributes",
            new CatalogItem("Wool scarf") { Attributes = new Dictionary<string, string> { ["material"] = "Wool" } },
            new CatalogItem("Silk scarf") { Attributes = new Dictionary<string, string> { ["material"] = "silk" } });

        var query = new ProductQuery("scarf") { Attributes = new Dictionary<string, IReadOnlyList<string>> { ["material"] = ["wool"] } };

        (await Titles(search, shop, query)).Should().Equal("Wool scarf");
    }

    [Fact]
    public async Task Without_text_the_filters_browse_newest_first()
    {
        var (shop, search) = await Shop("browse",
            new CatalogItem("Old boot") { Category = "Shoes > Boots" }, new CatalogItem("Mug") { Category = "Kitchen" }, new CatalogItem("New shoe") { Category = "shoes" });
        await Database.Run($"update product set created_at = created_at - interval '1 day' where tenant_id = '{shop}' and title = 'Old boot'");

        var result = await search.Find(shop, new ProductQuery("  ") { Category = "Shoes" }, Ct);

        result.Hits.Select(h => h.Title).Should().Equal("New shoe", "Old boot");
        result.Candidates.Should().Be(2);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_repeats()
    {
        var (shop, search) = await Shop("pages", [.. Enumerable.Range(0, 25).Select(i => new CatalogItem($"Lamp {i}"))]);

        var first = await Titles(search, shop, new ProductQuery("lamp") { Limit = 10 });
        var second = await Titles(search, shop, new ProductQuery("lamp") { Limit = 10, Offset = 10 });
        var third = await Titles(search, shop, new ProductQuery("lamp") { Limit = 10, Offset = 20 });

        first.Concat(second).Concat(third).Should().OnlyHaveUniqueItems().And.HaveCount(25);
    }

    [Theory]
    [InlineData("\0\0 kettle")]
    [InlineData("kettle \ud800")]
    [InlineData("\u202ekettle'); drop table product; --")]
    [InlineData("%_\\\"{}$1 kettle")]
    public async Task Strange_text_is_only_text(string asked)
    {
        var (shop, search) = await Shop("odd-" + asked.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), new CatalogItem("Copper kettle"));

        (await Titles(search, shop, new ProductQuery(asked))).Should().Equal("Copper kettle");
    }

    [Fact]
    public async Task A_very_long_question_is_answered()
    {
        var (shop, search) = await Shop("long", new CatalogItem("Copper kettle"));

        (await Titles(search, shop, new ProductQuery("kettle " + new string('x', 70_000)))).Should().Equal("Copper kettle");
        (await search.Find(shop, new ProductQuery(string.Concat(Enumerable.Repeat("kettle pot ", 6000))) { Limit = 100_000, Offset = -4 }, Ct)).Hits.Should().NotBeEmpty();
    }

    private static CatalogItem Shoe(string name, params (string Color, string Size, long Price, int OnHand)[] variants) => new(name + " running shoe")
    {
        Variants = [.. variants.Select(v => new CatalogVariant(v.Price, v.OnHand) { Options = new Dictionary<string, string> { ["color"] = v.Color, ["size"] = v.Size } })],
    };
}
