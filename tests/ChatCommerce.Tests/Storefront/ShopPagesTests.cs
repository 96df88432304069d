using System.Net;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

public sealed class ShopPagesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly TestClock clock = new();
    private StorefrontHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await StorefrontHost.Start(database, clock);
        if (await database.Ask<long>("select count(*) from tenant") is [0])
        {
            await Shops.Open(database, clock, "dalbit", "KRW");
            await Shops.Open(database, clock, "harbor", "USD");
            await database.Run("update product set handle = 'only-dalbit' where handle = 'pier-mug' and tenant_id = (select id from tenant where slug = 'dalbit')");
            await database.Run("insert into tenant_domain select id, 'www.harbor-goods.test', now() from tenant where slug = 'harbor'");
            await database.Run("insert into tenant_domain select id, 'unverified.test', null from tenant where slug = 'harbor'");
        }
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/harbor", "Good things")]
    [InlineData("/harbor/products/dawn-runner", "Dawn Runner running shoes")]
    [InlineData("/dalbit", "채팅으로 물어보기")]
    [InlineData("/dalbit/products/only-dalbit", "18원")]
    [InlineData("/", "harbor")]
    public async Task A_page_shows_what_it_is_about(string path, string text)
    {
        var answer = await host.Browser().GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Should().Contain(text);
    }

    [Theory]
    [InlineData("harbor.localhost")]
    [InlineData("HARBOR.localhost")]
    [InlineData("www.harbor-goods.test")]
    public async Task A_shops_own_host_serves_its_pages_with_links_that_stay_there(string name)
    {
        var page = await host.Browser(name).GetStringAsync("/products/dawn-runner");

        page.Should().Contain("href=\"/products\"").And.NotContain("href=\"/harbor");
        (await host.Browser(name).GetAsync("/")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("shops.test", "/nosuch")]
    [InlineData("shops.test", "/nosuch/products/dawn-runner")]
    [InlineData("shops.test", "/harbor/products/only-dalbit")]
    [InlineData("shops.test", "/harbor/products/nosuch")]
    [InlineData("harbor.localhost", "/products/only-dalbit")]
    [InlineData("harbor.localhost", "/dalbit/products/only-dalbit")]
    [InlineData("nosuch.localhost", "/")]
    [InlineData("nosuch.localhost", "/harbor")]
    [InlineData("unverified.test", "/")]
    [InlineData("elsewhere.test", "/harbor/products/dawn-runner")]
    public async Task What_is_not_this_shops_is_not_found_and_says_so(string name, string path)
    {
        var answer = await host.Browser(name).GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("This page is not here").And.NotContain("only-dalbit");
    }

    [Fact]
    public async Task A_program_that_asks_for_no_page_gets_a_problem_it_can_read()
    {
        using var client = host.Browser();
        client.DefaultRequestHeaders.Accept.Clear();

        using var answer = await client.GetAsync("/nosuch");

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).Should().Contain("\"status\":404").And.NotContain("<html");
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("archived")]
    public async Task A_product_that_is_not_on_sale_has_no_page(string status)
    {
        await database.Run($"update product set status = '{status}' where handle = 'pier-mug'");

        (await host.Browser().GetAsync("/harbor/products/pier-mug")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await host.Browser().GetStringAsync("/harbor")).Should().NotContain("pier-mug");

        await database.Run("update product set status = 'active' where handle = 'pier-mug'");
    }

    [Fact]
    public async Task Picking_every_option_comes_down_to_one_variant_that_the_chat_opens_with()
    {
        var browser = host.Browser();

        var open = await browser.GetStringAsync("/harbor/products/dawn-runner");
        var picked = await browser.GetStringAsync("/harbor/products/dawn-runner?size=42");

        open.Should().Contain("data-chat-ref=\"p:dawn-runner\"").And.Contain("20 in stock").And.NotContain("Item no.");
        picked.Should().Contain("data-chat-ref=\"v:HARBOR-SHOE-42\"").And.Contain("10 in stock").And.Contain("Item no. HARBOR-SHOE-42");
        picked.Should().Contain("href=\"/harbor/chat?ref=v%3AHARBOR-SHOE-42\"", "the same link works without script");
    }

    [Fact]
    public async Task A_value_that_the_product_does_not_have_is_passed_over() =>
        (await host.Browser().GetStringAsync("/harbor/products/dawn-runner?size=%3Cscript%3E")).Should().Contain("data-chat-ref=\"p:dawn-runner\"").And.NotContain("<script>");

    [Fact]
    public async Task A_sold_out_variant_is_asked_about_not_bought()
    {
        await database.Run("update stock set on_hand = 0 where variant_id in (select id from variant where sku = 'HARBOR-LANTERN')");

        var page = await host.Browser().GetStringAsync("/harbor/products/storm-lantern");

        page.Should().Contain("Sold out").And.Contain("Ask in chat").And.NotContain("Buy in chat");
    }

    [Fact]
    public async Task A_product_page_tells_search_engines_where_it_stands_and_what_it_costs()
    {
        var page = await host.Browser("harbor.localhost").GetStringAsync("/products/dawn-runner");

        page.Should().Contain("<link rel=\"canonical\" href=\"https://shops.test/harbor/products/dawn-runner\"");
        page.Should().Contain("\"lowPrice\":\"89.00\"").And.Contain("\"availability\":\"https://schema.org/InStock\"");
    }

    [Fact]
    public async Task A_link_checker_may_ask_with_head()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/harbor");

        (await host.Browser().SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
