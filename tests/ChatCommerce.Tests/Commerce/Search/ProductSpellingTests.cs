using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

/// <summary>Words that are not written as the catalog writes them.</summary>
public sealed class ProductSpellingTests(TestDatabase database) : SearchTest(database)
{
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
}
