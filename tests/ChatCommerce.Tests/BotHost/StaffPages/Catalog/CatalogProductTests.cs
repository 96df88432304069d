using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Catalog;

/// <summary>Products are made and changed by plain forms.</summary>
public sealed class CatalogProductTests(StaffSite site) : IClassFixture<StaffSite>, IAsyncLifetime
{
    private const string Root = "/harbor/manage/products";
    private const string New = Root + "/new";
    private StaffBrowser browser = null!;

    public async ValueTask InitializeAsync() => browser = await site.SignIn("harbor", "vendor");

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_product_is_created_as_it_was_typed_and_stands_in_the_shop_and_in_the_audit()
    {
        var made = await browser.Fill(New, New, HatForm.Of("felt-hat", new() { ["variants[0].price"] = "$1,212.50", ["variants[0].compareAt"] = "1300", ["variants[0].onHand"] = "１２" }));

        made.Status.Should().Be(303, made.Read);
        var page = await browser.Get(made.Location!);
        page.Read.Should().Contain("The product is created.").And.Contain("value=\"1212.50\"").And.Contain("value=\"1300.00\"");
        (await site.One<long>("select price_minor from variant where mine and sku = 'FELT-HAT'")).Should().Be(121_250);
        (await site.One<int>("select on_hand from stock s join variant v on v.id = s.variant_id and v.sku = 'FELT-HAT' where s.mine")).Should().Be(12);
        (await site.One<string>("select actor_kind || ' ' || action from audit_entry where mine and detail::text like '%felt-hat%'")).Should().Be("staff product-created");
        (await site.Host.Http.GetStringAsync("/harbor/products/felt-hat")).Should().Contain("$1,212.50");
    }

    [Fact]
    public async Task A_shop_in_won_takes_prices_as_they_are_written_there()
    {
        using var owner = await site.SignIn("dalbit", "owner");
        const string path = "/dalbit/manage/products/new";

        (await owner.Fill(path, path, HatForm.Of("won-hat", new() { ["variants[0].price"] = "12,500원" }))).Status.Should().Be(303);
        (await site.One<long>("select price_minor from variant where mine and sku = 'WON-HAT'", "dalbit")).Should().Be(12_500);

        var refused = await owner.Fill(path, path, HatForm.Of("won-hat-2", new() { ["variants[0].price"] = "12.50" }));
        refused.Status.Should().Be(422);
        refused.Read.Should().Contain("Expected an amount in KRW such as 12,500.");
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_its_field_and_what_was_typed_stays()
    {
        var refused = await browser.Fill(New, New, HatForm.Of("Bad Handle!", new()
        {
            ["variants[0].price"] = "twelve", ["images[0].url"] = "http://plain.example/x.png", ["attributes[0].name"] = "material", ["variants[0].onHand"] = "-3",
        }));

        refused.Status.Should().Be(422);
        foreach (var (field, typed) in new[] { ("handle", "Bad Handle!"), ("variants[0].price", "twelve"), ("images[0].url", "http://plain.example/x.png"), ("attributes[0].value", ""), ("variants[0].onHand", "-3") })
        {
            refused.Read.Should().Contain($"id=\"{field}-problem\"");
            refused.Read.Should().MatchRegex($"id=\"{System.Text.RegularExpressions.Regex.Escape(field)}\"[^>]*aria-invalid=\"true\"[^>]*aria-describedby=\"{System.Text.RegularExpressions.Regex.Escape(field)}-problem");
            browser.FieldsOf(New)[field].Should().Be(typed);
        }

        (await site.One<long>("select count(*) from product where mine and title = 'A hat' and handle like '%bad%'")).Should().Be(0);
    }

    [Theory]
    [InlineData("variants[0].sku", "hg-tempo-40-blu", "variants[0].sku", "belongs to another variant")]
    [InlineData("handle", "tempo-lite", "handle", "Another product has the handle")]
    public async Task A_name_that_is_taken_is_told_at_its_field(string field, string value, string at, string words)
    {
        var refused = await browser.Fill(New, New, HatForm.Of("taken-hat", new() { [field] = value }));

        refused.Status.Should().Be(409);
        refused.Read.Should().Contain(words).And.Contain($"id=\"{at}-problem\"");
        browser.FieldsOf(New)["title"].Should().Be("A hat");
    }

    [Fact]
    public async Task A_sku_that_stands_twice_in_the_form_is_told_at_the_second()
    {
        var refused = await browser.Fill(New, New, HatForm.Of("two-hats", new()
        {
            ["options[0]"] = "size", ["variants[0].options[0]"] = "S",
            ["variants[1].id"] = "", ["variants[1].sku"] = "two-hats", ["variants[1].options[0]"] = "L", ["variants[1].price"] = "5", ["variants[1].active"] = "true",
        }));

        refused.Status.Should().Be(422);
        refused.Read.Should().Contain("id=\"variants[1].sku-problem\"").And.Contain("stands twice in this product");
    }

    [Fact]
    public async Task Lists_grow_without_script_and_without_losing_what_was_typed()
    {
        var grown = await browser.Fill(New, New, HatForm.Of("grow-hat", new() { ["rows"] = "variants", ["options[0]"] = "size" }));

        grown.Status.Should().Be(200);
        var fields = browser.FieldsOf(New);
        fields["variants[0].sku"].Should().Be("GROW-HAT");
        fields.Should().ContainKeys("variants[3].sku", "variants[3].options[0]");
        fields["variants[0].options[0]"] = "S";
        (await browser.Submit(New, fields)).Status.Should().Be(303);
        (await site.One<long>("select count(*) from variant where mine and sku = 'GROW-HAT'")).Should().Be(1, "empty rows are no variants");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_changes_nothing()
    {
        await browser.Get(New);

        (await browser.PostWithoutToken(New, HatForm.Of("forged-hat"))).Status.Should().Be(400);

        (await site.One<long>("select count(*) from product where mine and handle = 'forged-hat'")).Should().Be(0);
    }

    [Fact]
    public async Task Markup_in_a_title_stays_text_everywhere()
    {
        const string evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        var made = await browser.Fill(New, New, HatForm.Of("evil-hat", new() { ["title"] = evil, ["variants[0].sku"] = "\"><svg onload=x>", ["attributes[0].name"] = "<b>", ["attributes[0].value"] = "</textarea>" }));
        made.Status.Should().Be(303);

        foreach (var path in new[] { made.Location!, made.Location!.Split('?')[0] + "/stock", Root + "?q=alert" })
        {
            var page = await browser.Get(path);
            page.Status.Should().Be(200);
            page.Text.Should().NotContain("<script>alert").And.NotContain("<img src=x").And.NotContain("<svg onload").And.NotContain("<b>");
            page.Read.Should().Contain(evil);
        }
    }

    [Fact]
    public async Task A_form_of_thousands_of_fields_is_read()
    {
        Dictionary<string, string> many = new(HatForm.Of("many-hats")) { ["options[0]"] = "n", ["variants[0].options[0]"] = "0" };
        for (var i = 1; i < 500; i++)
        {
            (many[$"variants[{i}].id"], many[$"variants[{i}].sku"], many[$"variants[{i}].price"]) = ("", $"MANY-{i}", "1.00");
            (many[$"variants[{i}].options[0]"], many[$"variants[{i}].active"]) = ($"{i}", "true");
        }

        var made = await browser.Fill(New, New, many);

        made.Status.Should().Be(303);
        (await site.One<long>("select count(*) from variant where mine and sku like 'MANY-%'")).Should().Be(500);
        (await browser.Get(made.Location!)).Status.Should().Be(200);
    }
}
