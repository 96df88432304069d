using System.Globalization;
using System.Text;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Catalog;

public sealed class ImportCsvTests : IClassFixture<TestDatabase>
{
    private const string Head = "handle,title,category,attributes,sku,options,price,compare_at,on_hand\n";
    private readonly TestDatabase database;
    private readonly TestClock clock = new();
    private readonly ImportWorld world;

    public ImportCsvTests(TestDatabase database) => (this.database, world) = (database, new ImportWorld(database, clock));

    [Fact]
    public async Task Rows_of_one_handle_are_one_product_with_its_variants()
    {
        var shop = await Open("one-product");
        var report = (await world.Csv(shop, Head + """
            rain-hat,Rain hat,Hats,material=wax; use=rain,RH-S,size=S; color=blue,29.50,35,4
            rain-hat,,,,RH-L,size=L; color=blue,29.50,,0
            """)).Value;

        report.Should().BeEquivalentTo(new { DryRun = false, Rows = 2, Created = 1, Updated = 0, Unchanged = 0, Failed = 0, FaultCount = 0 });
        var hat = (await world.Find(shop, "rain-hat"))!;
        hat.Should().BeEquivalentTo(new { Title = "Rain hat", Category = "Hats", Status = ProductStatus.Active });
        hat.Attributes.Should().Equal(new Dictionary<string, string> { ["material"] = "wax", ["use"] = "rain" });
        hat.Options.Should().Equal("size", "color");
        hat.Variants.Select(v => (v.Sku, v.PriceMinor, v.CompareAtMinor, v.OnHand)).Should().Equal(("RH-S", 2950L, 3500L, 4), ("RH-L", 2950L, null, 0));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing()
    {
        var shop = await Open("dry");
        var report = (await world.Csv(shop, Head + """
            rain-hat,Rain hat,,,RH-S,,29.50,,4
            pier-mug,Pier mug,Kitchen,,DRY-MUG,,19.00,,
            broken,Broken,,,BR-1,,cheap,,
            """, dryRun: true)).Value;

        report.Should().BeEquivalentTo(new { DryRun = true, Created = 1, Updated = 1, Failed = 1 });
        (await world.Find(shop, "rain-hat")).Should().BeNull();
        (await world.Find(shop, "pier-mug"))!.Variants[0].PriceMinor.Should().Be(1800);
    }

    [Fact]
    public async Task Rows_with_faults_are_named_and_the_others_are_written()
    {
        var shop = await Open("faults");
        var report = (await world.Csv(shop, Head + """
            good,Good,,,G-1,,10,,
            bad-price,Bad,,,B-1,,"1,000",,
            bad-price,,,,B-2,,-5,,
            bad-count,Bad,,,B-3,,10,,1.5
            bad-old,Bad,,,B-4,,10,9.99,
            no-title,,,,B-5,,10,,
            no-price,Bad,,,B-6,,,,
            bad-options,Bad,,,B-7,size,10,,
            uneven,Bad,,,B-8,size=1,10,,
            uneven,,,,B-9,,10,,
            taken,Bad,,,faults-mug,,10,,
            """)).Value;

        report.Faults.Select(f => (f.Row, f.Field, f.Code)).Should().Equal(
            (3, "price", "price-not-valid"), (4, "price", "price-not-valid"), (5, "on_hand", "on-hand-not-valid"),
            (6, "compare_at", "compare-at-not-valid"), (7, "title", "title-not-valid"), (8, "price", "price-not-valid"),
            (9, "options", "options-not-valid"), (11, "options", "options-mismatch"), (12, "sku", "sku-taken"));
        report.Should().BeEquivalentTo(new { Created = 1, Failed = 8, FaultCount = 9 });
        report.Faults[0].Should().BeEquivalentTo(new { Subject = "B-1" });
        report.Faults[0].Message.Should().Contain("89.00").And.Contain("1,000");
        (await world.Find(shop, "good")).Should().NotBeNull();
        (await world.Find(shop, "uneven")).Should().BeNull();
    }

    [Fact]
    public async Task A_sku_that_stands_twice_is_named_with_the_row_it_stood_at_first()
    {
        var shop = await Open("twice");
        var report = (await world.Csv(shop, Head + """
            first,First,,,TW-1,,10,,
            second,Second,,,tw-1,,10,,
            third,Third,,,TW-3,,10,,
            third,,,,TW-3,,11,,
            """)).Value;

        report.Faults.Select(f => (f.Row, f.Code)).Should().Equal((3, "sku-taken"), (5, "sku-taken"));
        report.Faults[0].Message.Should().Contain("row 2");
        report.Created.Should().Be(1);
    }

    [Fact]
    public async Task A_file_with_skus_and_prices_alone_changes_the_prices_alone()
    {
        var shop = await Open("prices");
        var report = (await world.Csv(shop, "sku,price\nprices-shoe-40,79.00\nPRICES-MUG,18.00\nPRICES-SHOE-42,80\n")).Value;

        report.Should().BeEquivalentTo(new { Created = 0, Updated = 1, Unchanged = 1, Failed = 0 });
        var shoe = (await world.Find(shop, "dawn-runner"))!;
        shoe.Title.Should().Be("Dawn Runner running shoes");
        shoe.Variants.Select(v => (v.Sku, v.PriceMinor, v.Active, v.OnHand)).Should().Equal(("PRICES-SHOE-40", 7900L, true, 10), ("PRICES-SHOE-42", 8000L, true, 10));
    }

    [Fact]
    public async Task Two_titles_for_the_skus_of_one_product_are_refused()
    {
        var shop = await Open("one-twice");
        var report = (await world.Csv(shop, "title,sku,price\nShoe,ONE-TWICE-SHOE-40,79\nBoot,ONE-TWICE-SHOE-42,79\n")).Value;

        report.Faults.Select(f => (f.Row, f.Code)).Should().Equal((3, "product-twice"));
        report.Updated.Should().Be(1);
    }

    [Fact]
    public async Task Stock_of_existing_variants_is_set_only_when_asked_for()
    {
        var shop = await Open("stock");
        const string File = "sku,on_hand\nSTOCK-MUG,7\n";

        (await world.Csv(shop, File)).Value.Unchanged.Should().Be(1);
        (await world.Find(shop, "pier-mug"))!.Variants[0].OnHand.Should().Be(50);
        (await world.Csv(shop, File, setStock: true)).Value.Updated.Should().Be(1);
        (await world.Find(shop, "pier-mug"))!.Variants[0].OnHand.Should().Be(7);
        await database.Run($"update stock set reserved = 7 where variant_id = '{shop.MugVariant}'");
        (await world.Csv(shop, "sku,on_hand\nSTOCK-MUG,6\n", setStock: true)).Value.Faults.Should().ContainSingle().Which.Code.Should().Be("reserved-by-orders");
    }

    [Fact]
    public async Task Products_of_one_title_without_handles_become_two()
    {
        var shop = await Open("titles");
        var report = (await world.Csv(shop, "title,sku,price\nHat,H-1,1\nCap,C-1,1\nHat,H-2,1\n")).Value;

        report.Should().BeEquivalentTo(new { Created = 3, Failed = 0 });
    }

    [Fact]
    public async Task Three_thousand_rows_go_through_in_pieces()
    {
        var shop = await Open("many");
        var text = new StringBuilder(Head);
        for (var i = 0; i < 3_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"p-{i / 3},Product {i / 3},,,M-{i},n={i % 3},{i % 90}.50,,{i % 7}\n");
        }

        (await world.Csv(shop, text.ToString())).Value.Should().BeEquivalentTo(new { Rows = 3_000, Created = 1_000, Failed = 0 });
        (await world.Csv(shop, text.ToString())).Value.Should().BeEquivalentTo(new { Created = 0, Updated = 0, Unchanged = 1_000 });
    }

    private Task<TestShop> Open(string slug) => Shops.Open(database, clock, slug, "USD");
}
