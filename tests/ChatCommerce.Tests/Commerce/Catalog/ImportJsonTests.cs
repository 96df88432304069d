using System.Text;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Catalog.Import;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Catalog;

public sealed class ImportJsonTests : IClassFixture<TestDatabase>
{
    private readonly TestDatabase database;
    private readonly TestClock clock = new();
    private readonly ImportWorld world;

    public ImportJsonTests(TestDatabase database) => (this.database, world) = (database, new ImportWorld(database, clock));

    [Fact]
    public async Task Products_come_in_with_prices_in_minor_units()
    {
        var shop = await Open("json-in");
        var report = (await world.Json(shop, """
            [{"title": "Rain hat", "options": ["size"], "attributes": {"use": "rain"}, "images": ["/p/hat.svg", {"url": "https://x.test/h.jpg", "alt": "A hat"}],
              "variants": [{"sku": "RH-S", "options": {"size": "S"}, "priceMinor": 2950, "compareAtMinor": 3500, "onHand": 4}]}]
            """)).Value;

        report.Should().BeEquivalentTo(new { Rows = 1, Created = 1, Failed = 0 });
        var hat = (await world.Find(shop, "rain-hat"))!;
        hat.Images.Should().Equal(new ProductImage("/p/hat.svg", ""), new ProductImage("https://x.test/h.jpg", "A hat"));
        hat.Variants.Single().Should().BeEquivalentTo(new { PriceMinor = 2950L, CompareAtMinor = 3500L, OnHand = 4 });
    }

    [Fact]
    public async Task Members_of_the_wrong_kind_are_named()
    {
        var shop = await Open("json-wrong");
        var report = (await world.Json(shop, """
            [{"title": 7, "variants": [{"sku": "A", "priceMinor": 89.5}]},
             {"title": "T", "status": "new", "variants": {"sku": "B"}},
             17,
             {"title": "Half \ud83d", "variants": [{"sku": "C", "priceMinor": 1}]},
             {"title": "Good", "variants": [{"sku": "D", "priceMinor": 1}]},
             {"title": "Text", "variants": [{"sku": "E", "priceMinor": "89", "active": "yes", "options": {"size": 4}}]}]
            """)).Value;

        report.Should().BeEquivalentTo(new { Created = 1, Failed = 5 });
        report.Faults.Select(f => (f.Row, f.Field, f.Code)).Should().BeEquivalentTo(new (int, string?, string)[]
        {
            (1, "title", "text-not-valid"), (1, "variants[0].priceMinor", "price-not-valid"), (2, "status", "status-not-valid"),
            (2, "variants", "variants-not-valid"), (3, null, "product-not-valid"), (4, null, "text-not-valid"),
            (6, "variants[0].priceMinor", "price-not-valid"), (6, "variants[0].active", "active-not-valid"), (6, "variants[0].options", "options-not-valid"),
        });
    }

    [Theory]
    [InlineData("[{\"title\": \"Good\", \"variants\": [{\"sku\": \"A\", \"priceMinor\": 1}]}, {\"title\": ")]
    [InlineData("{\"title\": \"Good\"}")]
    [InlineData("not json")]
    public async Task A_file_that_is_not_an_array_to_its_end_changes_nothing(string text)
    {
        var shop = await Open("json-" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text))[^8..]);

        (await world.Json(shop, text)).Refusal!.Code.Should().Be("json-not-valid");
        (await world.Find(shop, "good")).Should().BeNull();
    }

    [Theory]
    [InlineData(ImportFormat.Csv)]
    [InlineData(ImportFormat.Json)]
    public async Task What_was_exported_comes_back_exactly(ImportFormat format)
    {
        var name = format == ImportFormat.Csv ? "csv" : "json";
        var shop = await Open("from-" + name);
        await world.Json(shop, await File.ReadAllTextAsync(Path.Combine(DemoFiles.Folder("harbor"), "products.json")).ContinueWith(t => WithSlash(t.Result)));
        await world.Create(shop, Awkward);
        var first = await world.Export(shop.Id, format);
        var copy = await world.EmptyShop("copy-" + name);

        var report = (await world.Import(copy.Id, first, format)).Value;

        report.Faults.Should().BeEmpty();
        Lines(await world.Export(copy.Id, format)).Should().Equal(Lines(first));
        (await world.Import(copy.Id, first, format)).Value.Should().BeEquivalentTo(new { Created = 0, Updated = 0 });
    }

    [Fact]
    public async Task No_exported_cell_begins_as_a_formula()
    {
        var shop = await Open("safe");
        await world.Create(shop, Awkward);
        var text = Encoding.UTF8.GetString(await world.Export(shop.Id, ImportFormat.Csv));

        text.Should().Contain("\"'=1+1\"").And.Contain("\"'''=2\"").And.Contain("\"'@A-1\"").And.Contain("\"'+82 brand\"");
        text.Should().NotMatchRegex("(?m)(^|,)\"[=+\\-@\t＝]");
    }

    [Fact]
    public async Task An_export_holds_one_shop_s_products_alone()
    {
        var (one, two) = (await Open("export-one"), await Open("export-two"));

        var text = Encoding.UTF8.GetString(await world.Export(one.Id, ImportFormat.Csv));

        text.Should().Contain("EXPORT-ONE-MUG").And.NotContain("EXPORT-TWO");
        two.Id.Should().NotBe(one.Id);
    }

    private static ProductDraft Awkward => new(
        "awkward", "=1+1", "+82 brand", "''=2", "-dash\nnew line, \"quoted\"; semi", ProductStatus.Draft,
        new Dictionary<string, string> { ["a=b; c\\"] = "x;y=z\\", ["＝wide"] = "@v", ["it's"] = "'hello" }, ["si;ze", "col=or"],
        [new("https://x.test/a?b=c;d", "=alt; text"), new("/b.svg", "")],
        [
            new("@A-1", new Dictionary<string, string> { ["si;ze"] = "=S", ["col=or"] = "bl\\ue" }, 1050, 2000, true, 3),
            new("-A-2", new Dictionary<string, string> { ["si;ze"] = "L" }, 5, null, false, 0),
        ]);

    private static string[] Lines(byte[] file) => Encoding.UTF8.GetString(file).Split('\n');

    private static string WithSlash(string json) => json.Replace("\"pictures/", "\"/harbor/pictures/", StringComparison.Ordinal);

    private Task<TestShop> Open(string slug) => Shops.Open(database, clock, slug, "USD");
}
