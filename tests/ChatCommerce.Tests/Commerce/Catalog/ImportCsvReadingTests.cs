using System.Text;
using ChatCommerce.Commerce.Catalog.Import;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Catalog;

/// <summary>How spreadsheets write a file, and what of it is refused.</summary>
public sealed class ImportCsvReadingTests : IClassFixture<TestDatabase>
{
    private const string Head = "handle,title,category,attributes,sku,options,price,compare_at,on_hand\n";
    private readonly TestDatabase database;
    private readonly TestClock clock = new();
    private readonly ImportWorld world;

    public ImportCsvReadingTests(TestDatabase database) => (this.database, world) = (database, new ImportWorld(database, clock));

    [Fact]
    public async Task A_file_with_a_byte_order_mark_and_semicolons_is_read()
    {
        var shop = await Open("semi");
        var text = "\uFEFFHandle;Title;SKU;Price;On hand;Colour of box\r\n\"hat\";\"A \"\"big\"\" hat; blue\";H-1;29.5;3;red\r\n\r\n";
        var report = (await world.Import(shop, Encoding.UTF8.GetBytes(text), new(ImportFormat.Csv))).Value;

        report.IgnoredColumns.Should().Equal("Colour of box");
        var hat = (await world.Find(shop, "hat"))!;
        hat.Title.Should().Be("A \"big\" hat; blue");
        hat.Variants[0].Should().BeEquivalentTo(new { PriceMinor = 2950L, OnHand = 3 });
    }

    [Fact]
    public async Task A_file_in_utf_16_with_its_mark_is_read()
    {
        var shop = await Open("utf16");
        var file = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("handle\ttitle\tsku\tprice\nhat\t모자\tH-1\t10\n")).ToArray();

        (await world.Import(shop, file, new(ImportFormat.Csv))).Value.Created.Should().Be(1);
        (await world.Find(shop, "hat"))!.Title.Should().Be("모자");
    }

    [Fact]
    public async Task Files_that_cannot_be_read_to_their_end_change_nothing()
    {
        var shop = await Open("unreadable");
        var good = Head + "good,Good,,,G-1,,10,,\n";
        byte[] korean = [.. Encoding.UTF8.GetBytes(good + "bad,"), 0xB8, 0xF0, 0xC0, 0xDA, .. Encoding.UTF8.GetBytes(",,,B-1,,10,,\n")];

        (await Refused(korean)).Should().Be("encoding-not-valid");
        (await Refused([0x50, 0x4B, 0x03, 0x04, 0x00, 0x00, 0x0A, 0x00])).Should().Be("encoding-not-valid");
        (await Refused([])).Should().Be("file-empty");
        (await Refused(Encoding.UTF8.GetBytes(Head))).Should().Be("file-empty");
        (await Refused(Encoding.UTF8.GetBytes("name,cost\na,1\n"))).Should().Be("column-missing");
        (await Refused(Encoding.UTF8.GetBytes("sku,price,SKU\na,1,b\n"))).Should().Be("column-twice");
        (await Refused(Encoding.UTF8.GetBytes(good + "x,\"open,,,G-2,,10,,\n"))).Should().Be("quotes-not-valid");
        (await Refused(Encoding.UTF8.GetBytes(good + "x," + new string('x', 10_000_000) + ",,,G-2,,10,,\n"))).Should().Be("cell-too-long");
        (await Refused(Encoding.UTF8.GetBytes(good + "x,\"" + new string('x', 10_000_000) + "\",,,G-2,,10,,\n"))).Should().Be("cell-too-long");
        (await world.Find(shop, "good")).Should().BeNull();

        async Task<string> Refused(byte[] file) => (await world.Import(shop, file, new(ImportFormat.Csv))).Refusal!.Code;
    }

    [Fact]
    public async Task A_file_larger_than_the_limit_is_refused_before_it_is_read()
    {
        var shop = await Open("large");
        var file = new byte[50_000_001];

        (await world.Import(shop, file, new(ImportFormat.Csv))).Refusal!.Code.Should().Be("file-too-large");
    }

    [Fact]
    public async Task Formula_cells_are_texts_and_a_formula_is_no_price()
    {
        var shop = await Open("formula");
        var report = (await world.Csv(shop, Head + """
            sum,"=HYPERLINK(""http://x.test"")",,,@F-1,,10,,
            price,Price,,,F-2,,=1+1,,
            """)).Value;

        (await world.Find(shop, "sum"))!.Should().BeEquivalentTo(new { Title = "=HYPERLINK(\"http://x.test\")" });
        report.Faults.Select(f => (f.Row, f.Code)).Should().Equal((3, "price-not-valid"));
    }

    [Fact]
    public async Task Another_currency_than_the_shop_s_is_refused()
    {
        var shop = await Open("money");
        var report = (await world.Csv(shop, "handle,title,sku,price,currency\na,A,A-1,10,EUR\nb,B,B-1,10,usd\n")).Value;

        report.Faults.Select(f => (f.Row, f.Code)).Should().Equal((2, "currency-mismatch"));
        report.Created.Should().Be(1);
    }

    [Fact]
    public async Task Won_has_no_minor_digits()
    {
        var shop = await Shops.Open(database, clock, "won", "KRW");
        var report = (await world.Csv(shop, "handle,title,sku,price\na,A,A-1,89000\nb,B,B-1,89000.5\nc,C,C-1,890.00\n")).Value;

        (await world.Find(shop, "a"))!.Variants[0].PriceMinor.Should().Be(89_000);
        (await world.Find(shop, "c"))!.Variants[0].PriceMinor.Should().Be(890);
        report.Faults.Select(f => f.Row).Should().Equal(3);
    }

    private Task<TestShop> Open(string slug) => Shops.Open(database, clock, slug, "USD");
}
