using System.Text.Json;
using ChatCommerce.Tests.BotHost.StaffPages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>The catalog in and out as files through the API.</summary>
public sealed class ProductFilesTests(StaffSite site) : IClassFixture<StaffSite>
{
    private const string Head = "handle,title,sku,price,on_hand\n";

    [Fact]
    public async Task A_file_is_checked_without_writing_then_imported_with_an_audit_entry()
    {
        const string file = Head + "rain-hat,Rain hat,RAIN-HAT,29.50,4\n";

        var check = await site.Import(file, dryRun: true);
        check.Status.Should().Be(200);
        check.Json.GetProperty("created").GetInt32().Should().Be(1);
        check.Json.GetProperty("changes")[0].GetProperty("title").GetString().Should().Be("Rain hat");
        (await Exists("rain-hat")).Should().BeFalse("it was a dry run");

        (await site.Import(file)).Json.GetProperty("created").GetInt32().Should().Be(1);

        (await Exists("rain-hat")).Should().BeTrue();
        (await site.One<string>("select actor_kind || ' ' || (detail::jsonb #>> '{created,0}') from audit_entry where mine and action = 'products-imported' and detail::text like '%rain-hat%'"))
            .Should().Be("api rain-hat");
        (await site.One<long>("select count(*) from product where mine and handle = 'rain-hat'", "dalbit")).Should().Be(0);
    }

    [Fact]
    public async Task A_row_with_a_fault_is_left_out_and_told_with_its_row_and_column_while_the_others_are_taken()
    {
        var report = (await site.Import(Head + "good-cap,Good cap,GOOD-CAP,12.00,1\nbad-cap,Bad cap,BAD-CAP,twelve,1\n")).Json;

        report.GetProperty("created").GetInt32().Should().Be(1);
        var fault = report.GetProperty("faults").EnumerateArray().Single();
        fault.GetProperty("row").GetInt32().Should().Be(3);
        fault.GetProperty("field").GetString().Should().Be("price");
        fault.GetProperty("code").GetString().Should().Be("price-not-valid");
        (await Exists("bad-cap")).Should().BeFalse();
    }

    [Fact]
    public async Task Stock_is_set_only_when_it_is_asked_for()
    {
        await site.Import(Head + "count-me,Count me,COUNT-ME,5.00,3\n");

        await site.Import("sku,on_hand\nCOUNT-ME,9\n");
        (await OnHand("COUNT-ME")).Should().Be(3);

        (await site.Import("sku,on_hand\nCOUNT-ME,9\n", more: "&setStock=true")).Json.GetProperty("updated").GetInt32().Should().Be(1);
        (await OnHand("COUNT-ME")).Should().Be(9);
        (await site.One<long>("select count(*) from audit_entry where mine and action = 'products-imported' and detail::text like '%counted%: 9%'")).Should().Be(1);
    }

    [Theory]
    [InlineData("\uFEFFhandle,title,sku,price\nbom-hat,Hat,BOM-HAT,1.00\n", "BOM-HAT")]
    [InlineData("handle;title;sku;price\nsemi-hat;Hat;SEMI-HAT;1.00\n", "SEMI-HAT")]
    [InlineData("handle,title,sku,price\nquote-hat,\"A \"\"fine\"\", big\nhat\",QUOTE-HAT,1.00\n", "QUOTE-HAT")]
    [InlineData("handle,title,sku,price\nformula-hat,=1+1,FORMULA-HAT,1.00\n", "FORMULA-HAT")]
    [InlineData("handle,title,sku,price\r\ncrlf-hat,Hat,CRLF-HAT,1.00\r\n", "CRLF-HAT")]
    public async Task Files_as_spreadsheets_write_them_are_read(string file, string sku)
    {
        var report = (await site.Import(file)).Json;

        report.GetProperty("created").GetInt32().Should().Be(1, report.ToString());
        (await site.One<long>($"select count(*) from variant where mine and sku = '{sku}'")).Should().Be(1);
    }

    [Theory]
    [InlineData("", "file-empty")]
    [InlineData("title,price\nHat,1.00\n", "column-missing")]
    [InlineData("sku,sku\nA,B\n", "column-twice")]
    [InlineData("sku,title,price\nA,\"never closed,1.00\n", "quotes-not-valid")]
    public async Task A_file_that_cannot_be_read_is_refused_whole_with_what_to_do(string file, string code)
    {
        var answer = await site.Import(file);

        answer.Status.Should().Be(422);
        answer.Json.GetProperty("code").GetString().Should().Be(code);
        answer.Json.GetProperty("title").GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_sku_that_stands_twice_is_told_at_its_second_row()
    {
        var fault = (await site.Import(Head + "twice,Twice,TWICE,1.00,1\ntwice-b,Twice b,twice,1.00,1\n")).Json.GetProperty("faults").EnumerateArray().Single();

        fault.GetProperty("row").GetInt32().Should().Be(3);
        fault.GetProperty("code").GetString().Should().Be("sku-taken");
    }

    [Fact]
    public async Task A_cell_of_ten_megabytes_is_refused_with_what_to_do()
    {
        var answer = await site.Import("sku,title,price\nBIG," + new string('x', 10_000_000) + ",1.00\n");

        answer.Status.Should().Be(422);
        answer.Json.GetProperty("code").GetString().Should().Be("cell-too-long");
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_as_too_large_whether_or_not_it_says_its_length()
    {
        var told = await site.SendFile(new ByteArrayContent(new byte[50_000_001]), "text/csv");
        told.Status.Should().Be(413);
        told.Json.GetProperty("code").GetString().Should().Be("file-too-large");

        (await site.SendFile(new StreamContent(new EndlessBody(50_500_000)), "text/csv")).Status.Should().Be(413);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        byte[] latin = [.. "sku,title,price\nA,"u8, 0xE9, 0xFF, .. ",1.00\n"u8];

        (await site.SendFile(new ByteArrayContent(latin), "text/csv")).Json.GetProperty("code").GetString().Should().Be("encoding-not-valid");
    }

    [Fact]
    public async Task Broken_json_is_refused_with_the_place()
    {
        var answer = await site.SendFile(new StringContent("[{\"title\": \"Hat\", oops"), "application/json");

        answer.Status.Should().Be(422);
        answer.Json.GetProperty("code").GetString().Should().Be("json-not-valid");
        answer.Json.GetProperty("title").GetString().Should().Contain("line 1");
    }

    [Fact]
    public async Task A_body_of_an_unknown_kind_is_refused_by_name_of_the_kinds_that_are_known() =>
        (await site.SendFile(new StringContent("sku\nA\n"), "application/x-www-form-urlencoded")).Should()
            .Match<FileAnswer>(a => a.Status == 415 && a.Json.GetProperty("code").GetString() == "content-type-not-supported" && a.Text.Contains("text/csv"));

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("json", "application/json")]
    public async Task What_was_exported_comes_back_unchanged(string format, string type)
    {
        using var viewer = site.Host.Api("dalbit", "viewer");
        using var export = await viewer.GetAsync($"/api/v1/products/export?format={format}");
        export.Content.Headers.ContentType!.MediaType.Should().Be(type);
        var file = await export.Content.ReadAsByteArrayAsync();

        var report = (await site.SendFile(new ByteArrayContent(file), type, slug: "dalbit")).Json;

        report.GetProperty("unchanged").GetInt32().Should().BeGreaterThan(50);
        report.GetProperty("updated").GetInt32().Should().Be(0);
        report.GetProperty("failed").GetInt32().Should().Be(0);
    }

    [Fact]
    public async Task An_exported_cell_that_looks_like_a_formula_is_guarded()
    {
        await site.Import("handle,title,sku,price\nrun-me,\"=HYPERLINK(\"\"https://x\"\")\",RUN-ME,1.00\n");

        using var viewer = site.Host.Api("harbor", "viewer");
        (await viewer.GetStringAsync("/api/v1/products/export")).Should().Contain("\"'=HYPERLINK(\"\"https://x\"\")\"");
    }

    [Fact]
    public async Task Who_may_only_look_can_export_but_not_import()
    {
        (await site.SendFile(new StringContent(Head), "text/csv", role: "agent")).Status.Should().Be(403);
        using var viewer = site.Host.Api("harbor", "viewer");
        ((int)(await viewer.GetAsync("/api/v1/products/export?format=xlsx")).StatusCode).Should().Be(422);
        ((int)(await site.Host.Http.GetAsync("/api/v1/products/export")).StatusCode).Should().Be(401);
    }

    [Fact]
    public async Task Both_stand_in_the_description_of_the_api()
    {
        var paths = JsonDocument.Parse(await site.Host.Http.GetStringAsync("/openapi/v1.json")).RootElement.GetProperty("paths");

        paths.GetProperty("/api/v1/products/import").GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("text/csv", out _).Should().BeTrue();
        paths.GetProperty("/api/v1/products/export").GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("application/json", out _).Should().BeTrue();
    }

    private async Task<bool> Exists(string handle) => await site.One<long>($"select count(*) from product where mine and handle = '{handle}'") == 1;

    private Task<int> OnHand(string sku) =>
        site.One<int>($"select s.on_hand from stock s join variant v on v.id = s.variant_id and v.sku = '{sku}' where s.mine");
}
