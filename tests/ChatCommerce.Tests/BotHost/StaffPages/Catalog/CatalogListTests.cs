using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Catalog;

/// <summary>The list of a shop's products, and who may see and do what there.</summary>
public sealed partial class CatalogListTests(StaffSite site) : IClassFixture<StaffSite>
{
    private const string Root = "/harbor/manage/products";

    [Fact]
    public async Task The_list_shows_price_and_stock_and_is_walked_page_by_page()
    {
        using var browser = await site.SignIn("harbor", "viewer");

        var first = await browser.Get(Root);
        first.Status.Should().Be(200);
        first.Read.Should().Contain("$119.00").And.Contain("Next page").And.NotContain("First page");
        var next = After().Match(first.Read).Groups["id"].Value;

        var second = await browser.Get($"{Root}?after={next}");
        second.Read.Should().Contain("First page");
        Titles(second).Should().NotIntersectWith(Titles(first)).And.NotBeEmpty();
        Titles(first).Should().HaveCount(50);
    }

    [Fact]
    public async Task Search_and_filters_narrow_the_list_and_an_empty_result_says_so()
    {
        using var browser = await site.SignIn("harbor", "viewer");

        Titles(await browser.Get(Root + "?q=Tempo+Lite")).Should().Equal("Tempo Lite running shoes");
        Titles(await browser.Get(Root + "?q=hg-tempo-40-blu")).Should().Equal("Tempo Lite running shoes");
        Titles(await browser.Get(Root + "?category=Running+shoes")).Should().NotBeEmpty().And.NotContain(t => t.Contains("mug", StringComparison.OrdinalIgnoreCase)).And.HaveCountLessThan(30);
        (await browser.Get(Root + "?q=zzzz")).Read.Should().Contain("Nothing found").And.Contain("Show all");
        (await browser.Get(Root + "?status=archived&category=None")).Read.Should().Contain("Nothing found");
    }

    [Theory]
    [InlineData("?q=%00%25_%27--")]
    [InlineData("?category=%00")]
    [InlineData("?status=7&after=nothing")]
    [InlineData("?q=%ED%A0%80")]
    public async Task A_strange_search_is_answered(string query)
    {
        using var browser = await site.SignIn("harbor", "viewer");

        (await browser.Get(Root + query)).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_short_address_leads_to_the_persons_own_shop()
    {
        using var browser = await site.SignIn("dalbit", "viewer");

        (await browser.Get("/catalog")).Should().Match<StaffAnswer>(a => a.Status == 302 && a.Location == "/dalbit/manage/products");
        (await browser.Get("/dalbit/manage/products")).Read.Should().MatchRegex("[0-9]원");
    }

    [Theory]
    [InlineData("/catalog")]
    [InlineData(Root)]
    [InlineData(Root + "/new")]
    [InlineData(Root + "/import")]
    [InlineData(Root + "/export?format=csv")]
    public async Task Who_is_not_signed_in_is_led_to_the_sign_in(string path)
    {
        using var browser = new StaffBrowser(site.Host.Address);

        var answer = await browser.Get(path);

        answer.Status.Should().Be(302);
        answer.Location.Should().Contain("/sign-in?return=");
    }

    [Fact]
    public async Task Another_shops_pages_and_products_are_not_there()
    {
        using var browser = await site.SignIn("harbor", "owner");
        var theirs = await site.One<Guid>("select id from product where mine limit 1", "dalbit");
        var variant = await site.One<Guid>($"select id from variant where mine and product_id = '{theirs}' limit 1", "dalbit");
        await browser.Get(Root + "/new");

        (await browser.Get("/dalbit/manage/products")).Status.Should().Be(404);
        (await browser.Get("/dalbit/manage/products/export")).Status.Should().Be(404);
        (await browser.Get($"{Root}/{theirs}")).Status.Should().Be(404);
        (await browser.Get($"{Root}/{theirs}/stock")).Status.Should().Be(404);
        await browser.Get(Root + "/new");
        (await browser.Post($"{Root}/{theirs}", new() { ["version"] = "1" })).Status.Should().Be(404);
        await browser.Get(Root + "/new");
        (await browser.Post($"{Root}/{theirs}/stock/{variant}", new() { ["version"] = "1", ["onHand"] = "1" })).Status.Should().Be(404);
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("agent")]
    public async Task Who_may_only_look_sees_the_product_and_changes_nothing(string role)
    {
        using var browser = await site.SignIn("harbor", role);
        var id = await site.One<Guid>("select id from product where mine and handle = 'pacer'");

        var page = await browser.Get($"{Root}/{id}");
        page.Read.Should().Contain("disabled").And.NotContain(">Save<").And.Contain("owners and vendors can change it");
        var before = await site.One<int>($"select version from product where id = '{id}'");

        (await browser.Get(Root + "/new")).Status.Should().Be(403);
        (await browser.Get(Root + "/import")).Status.Should().Be(403);
        foreach (var path in new[] { $"/{id}", "/new", $"/{id}/archive", $"/{id}/stock/{id}", "/import" })
        {
            await browser.Get(Root);
            (await browser.Post(Root + path, new() { ["title"] = "Mine", ["version"] = "1" })).Status.Should().Be(403, path);
        }

        (await site.One<int>($"select version from product where id = '{id}'")).Should().Be(before);
        (await browser.Get(Root + "/export?format=csv")).Should().Match<StaffAnswer>(a => a.Status == 200 && a.Type == "text/csv" && a.Text.Contains("\"sku\""));
    }

    private static List<string> Titles(StaffAnswer page) => [.. Title().Matches(page.Read).Select(m => m.Groups["title"].Value)];

    [GeneratedRegex("after=(?<id>[0-9a-f-]{36})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex After();

    [GeneratedRegex("class=\"go\"[^>]*>(?<title>[^<]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();
}
