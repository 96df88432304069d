using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

/// <summary>Both demo shops, as a visitor and a crawler meet them.</summary>
public sealed partial class DemoPagesTests(DemoStorefront world) : IClassFixture<DemoStorefront>
{
    private const int FirstViewBudget = 30 * 1024;

    [Theory]
    [InlineData("shops.test", "/harbor", 100)]
    [InlineData("shops.test", "/dalbit", 100)]
    [InlineData("harbor.localhost", "/", 100)]
    [InlineData("dalbit.localhost", "/", 100)]
    public async Task No_link_of_a_shop_leads_nowhere(string host, string start, int atLeast)
    {
        using var browser = world.Host.Browser(host);
        var seen = new HashSet<string> { start };
        var waiting = new Queue<string>([start]);
        List<string> broken = [];
        while (waiting.TryDequeue(out var path))
        {
            using var answer = await browser.GetAsync(path);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                broken.Add($"{(int)answer.StatusCode} {path}");
                continue;
            }

            if (answer.Content.Headers.ContentType!.MediaType == "text/html")
            {
                var links = Links(await answer.Content.ReadAsStringAsync());
                links.Where(seen.Add).ToList().ForEach(waiting.Enqueue);
            }
        }

        broken.Should().BeEmpty();
        seen.Should().HaveCountGreaterThan(atLeast);
    }

    [Theory]
    [InlineData("/harbor")]
    [InlineData("/harbor/products")]
    [InlineData("/harbor/products/dawn-runner")]
    [InlineData("/dalbit")]
    [InlineData("/dalbit/products/first-step-runner")]
    public async Task A_first_view_weighs_30_KB_at_most_without_pictures(string path)
    {
        using var browser = world.Host.Browser();
        var page = await browser.GetByteArrayAsync(path);
        var html = Encoding.UTF8.GetString(page);
        var files = Resources().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["url"].Value)).Where(u => u.Contains(".css") || u.Contains(".js")).ToList();

        var weight = page.Length;
        foreach (var file in files)
        {
            weight += (await browser.GetByteArrayAsync(file)).Length;
        }

        TestContext.Current.SendDiagnosticMessage($"{path}: {weight} bytes, of them {page.Length} HTML");
        files.Should().HaveCount(5, "three style sheets, the shop's colours and one script");
        weight.Should().BeLessThanOrEqualTo(FirstViewBudget);
    }

    [Theory]
    [InlineData("/harbor/products?q=running%20shoes%20under%20100", "Tempo Lite", "Pacer Plus")]
    [InlineData("/harbor/products?q=watherproof%20jaket", "Squall rain jacket", "Stoneware mug")]
    [InlineData("/harbor/products?category=Kitchen", "Linen kitchen apron", "Squall rain jacket")]
    [InlineData("/dalbit/products?q=10%EB%A7%8C%EC%9B%90%20%EC%9D%B4%ED%95%98%20%ED%8C%8C%EB%9E%80%20%EC%9A%B4%EB%8F%99%ED%99%94", "운동화", "만년필")]
    public async Task The_catalog_finds_what_was_asked_for_and_little_else(string path, string found, string notFound)
    {
        var page = await Text(path);

        page.Should().Contain(found).And.NotContain(notFound);
    }

    [Fact]
    public async Task Prices_are_filtered_in_the_shops_currency_and_sorted()
    {
        var prices = Prices().Matches(await Text("/harbor/products?from=20&to=40.50&sort=cheapest")).Select(m => decimal.Parse(m.Groups["amount"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        prices.Should().NotBeEmpty().And.BeInAscendingOrder();
        prices.Should().OnlyContain(p => p <= 40.50m);
    }

    [Fact]
    public async Task The_pages_of_the_catalog_hold_every_product_once()
    {
        List<string> handles = [];
        for (var page = 1; page <= 3; page++)
        {
            handles.AddRange(Handles().Matches(await Text($"/harbor/products?page={page}")).Select(m => m.Groups["handle"].Value));
        }

        handles.Should().OnlyHaveUniqueItems().And.HaveCount(68, "that many are on sale");
    }

    [Fact]
    public async Task Asking_for_what_no_shop_has_says_so_and_offers_the_chat()
    {
        var page = await Text("/harbor/products?category=Submarines");

        page.Should().Contain("Nothing found").And.Contain("Clear filters").And.Contain("data-chat-ref=\"\"");
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-1")]
    [InlineData("page=99999999999999")]
    [InlineData("from=abc&to=1e400")]
    [InlineData("from=-5")]
    [InlineData("from=999999999999")]
    [InlineData("sort=drop%20table")]
    [InlineData("q=%00%07%E2%80%AE%F0%9F%91%9F")]
    [InlineData("q=%25_%5C%27%22")]
    [InlineData("category=%F0%9F%91%9F%27%3B--")]
    public async Task Nothing_typed_into_the_address_breaks_the_catalog(string query)
    {
        using var answer = await world.Host.Browser().GetAsync("/harbor/products?" + query);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_document_is_shown_in_the_shops_words_with_its_table_and_no_doubled_title()
    {
        var page = await Text("/harbor/pages/shipping");

        page.Should().Contain("<h1>Shipping</h1>").And.Contain("<td>1-2 working days</td>").And.NotContain("style=");
        page.Split("Shipping</h").Should().HaveCount(2);
    }

    [Fact]
    public async Task What_search_engines_read_is_valid()
    {
        var page = await Text("/dalbit/products/first-step-runner");
        var data = JsonData().Match(page).Groups["json"].Value;

        using var json = JsonDocument.Parse(data);
        json.RootElement.GetProperty("offers").GetProperty("priceCurrency").GetString().Should().Be("KRW");
        var map = System.Xml.Linq.XDocument.Parse(await world.Host.Browser().GetStringAsync("/dalbit/sitemap.xml"));
        map.Descendants().Count(e => e.Name.LocalName == "loc").Should().BeGreaterThan(75);
        (await world.Host.Browser().GetStringAsync("/dalbit/robots.txt")).Should().Contain("Sitemap: https://shops.test/dalbit/sitemap.xml").And.Contain("Disallow: /t/");
    }

    private async Task<string> Text(string path) => WebUtility.HtmlDecode(await world.Host.Browser().GetStringAsync(path));

    private static IEnumerable<string> Links(string html) => Resources().Matches(html)
        .Select(m => WebUtility.HtmlDecode(m.Groups["url"].Value).Split('#')[0])
        .Where(url => url.StartsWith('/') && !url.StartsWith("/c/", StringComparison.Ordinal));

    [GeneratedRegex(" (?:href|src|action)=\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Resources();

    [GeneratedRegex("<p class=\"price num\">\\s*(from )?\\$(?<amount>[0-9.]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prices();

    [GeneratedRegex("<li class=\"tile\">\\s*<a href=\"/harbor/products/(?<handle>[a-z0-9-]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Handles();

    [GeneratedRegex("<script type=\"application/ld\\+json\">(?<json>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex JsonData();
}
