using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

public sealed class ProductSearchTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_hit_carries_what_a_list_shows()
    {
        var (shop, search) = await Shop("shown", new CatalogItem("Dawn runner") { Brand = "Skerrow", Category = "Shoes", Variants = [new(8900, 0), new(9900, 2)] });
        await database.Run($"insert into product_image (tenant_id, product_id, position, url) select tenant_id, id, 1, '/p/1.svg' from product where tenant_id = '{shop}'");

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
        await database.Run($"update product set created_at = created_at - interval '1 day' where tenant_id = '{shop}' and title = 'Old boot'");

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

    [Fact]
    public async Task A_misspelling_is_led_back_and_said()
    {
        var (shop, search) = await Shop("typo", new CatalogItem("Wireless keyboard"), new CatalogItem("Desk lamp"));

        var result = await search.Find(shop, new ProductQuery("wirelss keybord"), Ct);

        result.Hits[0].Title.Should().Be("Wireless keyboard");
        result.Corrections.Should().BeEquivalentTo([new Correction("wirelss", "wireless"), new Correction("keybord", "keyboard")]);
        result.Interpreted.Should().Be("wireless keyboard");
        result.MatchedShare.Should().Be(1);
    }

    [Fact]
    public async Task The_other_words_decide_which_correction_was_meant()
    {
        var (shop, search) = await Shop("context", new CatalogItem("Water bottle"), new CatalogItem("Water jug"), new CatalogItem("Water filter"), new CatalogItem("GPS watch"));

        var result = await search.Find(shop, new ProductQuery("gps watcr"), Ct);

        result.Hits[0].Title.Should().Be("GPS watch");
        result.Corrections.Should().Equal(new Correction("watcr", "watch"));
    }

    [Fact]
    public async Task A_word_the_catalog_knows_is_never_corrected()
    {
        var (shop, search) = await Shop("known", [new CatalogItem("Van poster"), .. Enumerable.Range(0, 9).Select(i => new CatalogItem($"Fans {i}"))]);

        var result = await search.Find(shop, new ProductQuery("vans"), Ct);

        result.Corrections.Should().BeEmpty();
        result.Hits.Select(h => h.Title).Should().Equal("Van poster");
    }

    [Fact]
    public async Task A_new_word_is_not_corrected_away_by_a_stale_memory()
    {
        var (shop, search) = await Shop("stale", new CatalogItem("Copper kettle"));
        (await Titles(search, shop, new ProductQuery("kettle"))).Should().HaveCount(1);

        await Add(shop, new CatalogItem("Kettly toy"));
        var result = await search.Find(shop, new ProductQuery("kettly"), Ct);

        result.Hits[0].Title.Should().Be("Kettly toy");
        result.Corrections.Should().BeEmpty();
    }

    [Theory]
    [InlineData("power bank", "Powerbank 10000")]
    [InlineData("powerbank", "Power bank 20000")]
    public async Task Words_written_together_or_apart_are_the_same(string asked, string found)
    {
        var (shop, search) = await Shop("compound-" + asked.Replace(" ", "-", StringComparison.Ordinal),
        [
            .. Enumerable.Range(1, 6).Select(i => new CatalogItem($"Power bank {i}0000")), new CatalogItem("Desk lamp"),
            .. asked.Contains(' ', StringComparison.Ordinal) ? Enumerable.Range(1, 6).Select(i => new CatalogItem($"Powerbank {i}0000")) : [],
        ]);

        (await Titles(search, shop, new ProductQuery(asked) { Limit = 20 })).Should().Contain(found).And.NotContain("Desk lamp");
    }

    [Fact]
    public async Task Nothing_near_says_that_nothing_matched()
    {
        var (shop, search) = await Shop("nothing", new CatalogItem("Copper kettle"));

        (await search.Find(shop, new ProductQuery("zzqx 9977"), Ct)).MatchedShare.Should().Be(0);
    }

    [Theory]
    [InlineData("혹시 운동화 있나요?")]
    [InlineData("운동화를 찾고 있어요")]
    [InlineData("운동화 좀 보여주세요")]
    [InlineData("운둥화")]
    [InlineData("파란운동화")]
    public async Task Korean_is_found_in_a_sentence_with_particles_typos_or_without_spaces(string asked)
    {
        var (shop, search) = await Shop("ko-" + Math.Abs(asked.GetHashCode(StringComparison.Ordinal)).ToString(System.Globalization.CultureInfo.InvariantCulture),
            new CatalogItem("파란 운동화"), new CatalogItem("겨울 장갑"), new CatalogItem("도자기 컵"));

        (await search.Find(shop, new ProductQuery(asked), Ct)).Hits.Select(h => h.Title).First().Should().Be("파란 운동화");
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

    private static async Task<List<string>> Titles(ProductSearch search, TenantId shop, ProductQuery query) =>
        [.. (await search.Find(shop, query, Ct)).Hits.Select(h => h.Title)];

    private async Task<(TenantId Shop, ProductSearch Search)> Shop(string slug, params CatalogItem[] items)
    {
        var shop = await CatalogItems.OpenShop(database.System, clock, slug);
        await Add(shop, items);
        return (shop, CatalogItems.Search(database.Tenants, clock));
    }

    private Task<Done> Add(TenantId shop, params CatalogItem[] items) => database.Tenants.Run(shop, async db =>
    {
        await new ProductIndex(database.Tenants).Refresh(db, await CatalogItems.Add(db, clock, items), Ct);
        return Done.It;
    }, Ct);
}
