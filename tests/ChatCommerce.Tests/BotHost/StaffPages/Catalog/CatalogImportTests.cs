using System.Text;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Catalog;

/// <summary>A file is checked on a page first, and imported once somebody has seen what it would change.</summary>
public sealed class CatalogImportTests(StaffSite site) : IClassFixture<StaffSite>, IAsyncLifetime
{
    private const string Root = "/harbor/manage/products";
    private const string Import = Root + "/import";
    private StaffBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        browser = await site.SignIn("harbor", "vendor");
        await browser.Get(Import);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_file_is_checked_then_imported_and_both_say_what_happens()
    {
        const string file = "handle,title,sku,price,colour\nspring-hat,Spring hat,SPRING-HAT,29.50,red\nbad-hat,Bad hat,BAD-HAT,twelve,red\npacer,,HG-PACER-NEW,1.00,red\n";

        var check = await browser.Upload(Import, "spring.csv", file);
        check.Status.Should().Be(303);
        var report = await browser.Get(check.Location!);
        report.Read.Should().Contain("Nothing has been changed yet").And.Contain("'twelve': Expected an amount in USD").And.Contain("Spring hat").And.Contain("Import 1 product").And.Contain("colour");
        (await Exists("spring-hat")).Should().BeFalse();

        var done = await browser.Submit(check.Location!, []);
        done.Status.Should().Be(303);
        (await browser.Get(done.Location!)).Read.Should().Contain("is imported").And.NotContain("Nothing has been changed");
        (await Exists("spring-hat")).Should().BeTrue();
        (await Exists("bad-hat")).Should().BeFalse();
        (await site.One<string>("select actor_kind || ' ' || action from audit_entry where mine and detail::text like '%spring-hat%'")).Should().Be("staff products-imported");
        (await site.One<bool>("select content is null from import_upload where mine and file_name = 'spring.csv'")).Should().BeTrue("the bytes are not needed any more");
    }

    [Fact]
    public async Task Importing_twice_does_it_once()
    {
        var check = await browser.Upload(Import, "twice.csv", "handle,title,sku,price,on_hand\ntwice-hat,Hat,TWICE-HAT,5.00,3\n");
        await browser.Get(check.Location!);

        await browser.Submit(check.Location!, []);
        await browser.Get(Import);
        (await browser.Post(check.Location!, [])).Status.Should().Be(303);

        (await browser.Get(check.Location!)).Read.Should().MatchRegex("Created</dt><dd[^>]*>1<");
        (await site.One<long>("select count(*) from audit_entry where mine and detail::text like '%twice-hat%'")).Should().Be(1);
    }

    [Fact]
    public async Task Json_is_known_by_its_look_and_stock_is_set_when_asked_for()
    {
        var file = Encoding.UTF8.GetBytes("\n [{\"handle\": \"pacer\", \"variants\": []}, {\"variants\": [{\"sku\": \"HG-TEMPO-43-BLU\", \"onHand\": 5}]}]");

        var check = await browser.Upload(Import, "stock", file, setStock: true);

        (await browser.Get(check.Location!)).Read.Should().Contain("pieces of 1 variant").And.Contain("set for existing variants too");
        await browser.Submit(check.Location!, []);
        (await site.One<int>("select on_hand from stock s join variant v on v.id = s.variant_id and v.sku = 'HG-TEMPO-43-BLU' where s.mine")).Should().Be(5);
    }

    [Theory]
    [InlineData("empty.csv", "", "Choose a CSV or JSON file")]
    [InlineData("head.csv", "title,price\n", "column")]
    [InlineData("quotes.csv", "sku,title\nA,\"open\n", "quotation mark")]
    [InlineData("bad.json", "{]", "cannot be read")]
    public async Task A_file_that_cannot_be_read_is_refused_at_its_field(string name, string text, string words)
    {
        var refused = await browser.Upload(Import, name, text);

        refused.Status.Should().Be(422);
        refused.Read.Should().Contain("id=\"file-problem\"").And.Contain(words);
        (await site.One<long>($"select count(*) from import_upload where mine and file_name = '{name}'")).Should().Be(0);
    }

    [Theory]
    [InlineData(11_000_000)]
    [InlineData(13_000_000)]
    public async Task A_file_that_is_too_large_is_refused_with_words(int bytes)
    {
        var refused = await browser.Upload(Import, "large.csv", new byte[bytes]);

        refused.Status.Should().Be(413);
        refused.Read.Should().Contain("10 MB");
    }

    [Fact]
    public async Task A_form_that_is_none_is_refused()
    {
        (await browser.PostWithoutToken(Import, [])).Status.Should().Be(400);
        (await browser.PostRaw(Import, "multipart/form-data; boundary=x", "--y\r\nbroken")).Status.Should().Be(400);
        (await browser.PostRaw(Import, "application/json", "{}")).Status.Should().Be(400);
    }

    [Fact]
    public async Task Another_shops_file_is_not_there()
    {
        var check = await browser.Upload(Import, "ours.csv", "handle,title,sku,price\nours-hat,Hat,OURS-HAT,5.00\n");
        using var other = await site.SignIn("dalbit", "owner");
        var theirs = check.Location!.Replace("/harbor/", "/dalbit/", StringComparison.Ordinal);

        (await other.Get(theirs)).Status.Should().Be(404);
        await other.Get("/dalbit/manage/products/import");
        (await other.Post(theirs, [])).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_checked_file_that_nobody_imports_is_forgotten_after_a_day()
    {
        var check = await browser.Upload(Import, "forgotten.csv", "handle,title,sku,price\nlate-hat,Hat,LATE-HAT,5.00\n");
        await site.Database.Run("update import_upload set created_at = created_at - interval '25 hours' where file_name = 'forgotten.csv'");

        await site.Prune();

        (await browser.Get(check.Location!)).Status.Should().Be(404);
    }

    private async Task<bool> Exists(string handle) => await site.One<long>($"select count(*) from product where mine and handle = '{handle}'") == 1;
}
