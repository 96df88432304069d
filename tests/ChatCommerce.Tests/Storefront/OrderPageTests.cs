using System.Net;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

public sealed class OrderPageTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();
    private StorefrontHost host = null!;

    public async ValueTask InitializeAsync() => host = await StorefrontHost.Start(database, clock);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_unpaid_order_shows_its_lines_and_the_way_to_pay()
    {
        var order = await Place("unpaid-shop", "USD");

        var page = await Text(order);

        page.Should().Contain("Order " + order.Number).And.Contain("Waiting for your payment");
        page.Should().Contain("Dawn Runner running shoes").And.Contain("2 × $89.00").And.Contain("$178.00");
        page.Should().Contain($"href=\"/c/{order.PayToken}\"").And.Contain("We keep these things for you until Nov 20,");
        page.Should().Contain($"data-chat-ref=\"order:{order.Number}\"");
    }

    [Fact]
    public async Task Back_from_paying_the_page_looks_again_by_itself_until_the_payment_is_known()
    {
        var order = await Place("returned-shop", "USD");
        using var browser = host.Browser();

        using var back = await browser.GetAsync($"/t/{order.TrackToken}?paid=1");
        (await back.Content.ReadAsStringAsync()).Should().Contain("Checking your payment").And.NotContain("/c/");
        back.Headers.GetValues("Refresh").Should().Equal("2; url=?paid=2");

        using var later = await browser.GetAsync($"/t/{order.TrackToken}?paid=16");
        (await later.Content.ReadAsStringAsync()).Should().Contain("Waiting for your payment").And.Contain("/c/");
        later.Headers.Contains("Refresh").Should().BeFalse();
    }

    [Theory]
    [InlineData("paid", "paid", "Paid, thank you")]
    [InlineData("cancelled", "unpaid", "Cancelled")]
    [InlineData("expired", "unpaid", "Expired")]
    public async Task An_order_that_need_not_be_paid_offers_no_way_to_pay(string state, string payment, string title)
    {
        var order = await Place(state + "-shop", "USD");
        await database.Run($"update sales_order set state = '{state}', payment_state = '{payment}' where number = '{order.Number}' and pay_token = '{order.PayToken}'");

        var page = await Text(order);

        page.Should().Contain(title).And.NotContain("/c/");
    }

    [Fact]
    public async Task A_korean_shop_speaks_korean_and_shows_its_own_time()
    {
        var order = await Place("korean-shop", "KRW");
        await database.Run("update tenant set time_zone = 'Asia/Seoul' where slug = 'korean-shop'");
        clock.Advance(TimeSpan.FromSeconds(6));

        (await Text(order)).Should().Contain("결제를 기다리고 있어요").And.Contain("178원").And.Contain("11월 20일 오후 6:00(GMT+9)");
    }

    [Fact]
    public async Task A_parcel_is_shown_with_its_number_and_a_link_that_runs_nothing()
    {
        var order = await Place("parcel-shop", "USD");
        await database.Run($"""
            insert into shipment (tenant_id, id, order_id, carrier, tracking_number, tracking_url, shipped_at)
            select tenant_id, gen_random_uuid(), id, 'Swift', 'SW-1', 'https://swift.test/SW-1', now() from sales_order where track_token = '{order.TrackToken}'
            union all select tenant_id, gen_random_uuid(), id, 'Odd', 'ODD-1', 'javascript:alert(1)', now() from sales_order where track_token = '{order.TrackToken}'
            """);

        (await Text(order)).Should().Contain("SW-1").And.Contain("href=\"https://swift.test/SW-1\"").And.Contain("ODD-1").And.NotContain("javascript:");
    }

    [Fact]
    public async Task The_link_is_the_key_so_it_is_kept_from_caches_other_sites_and_search_engines()
    {
        var order = await Place("secret-shop", "USD");

        using var answer = await host.Browser().GetAsync("/t/" + order.TrackToken);

        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        (await answer.Content.ReadAsStringAsync()).Should().Contain("<meta name=\"robots\" content=\"noindex\"");
    }

    [Fact]
    public async Task Another_shops_host_and_a_wrong_token_show_no_order()
    {
        var order = await Place("first-shop", "USD");
        await Place("second-shop", "USD");

        (await Status("second-shop.localhost", order.TrackToken)).Should().Be(HttpStatusCode.NotFound);
        (await Status("first-shop.localhost", order.TrackToken)).Should().Be(HttpStatusCode.OK);
        (await Status("shops.test", order.TrackToken + "x")).Should().Be(HttpStatusCode.NotFound);
        (await Status("shops.test", order.PayToken)).Should().Be(HttpStatusCode.NotFound, "the pay link is another key");
    }

    private async Task<HttpStatusCode> Status(string name, string token)
    {
        using var answer = await host.Browser(name).GetAsync("/t/" + token);
        return answer.StatusCode;
    }

    private async Task<string> Text(PlacedOrder order) => WebUtility.HtmlDecode(await host.Browser().GetStringAsync("/t/" + order.TrackToken));

    private async Task<PlacedOrder> Place(string slug, string currency)
    {
        var shop = await Shops.Open(database, clock, slug, currency);
        var contact = await Shops.NewContact(database, clock, shop.Id);
        await database.Tenants.Run(shop.Id, db => host.Services.GetRequiredService<Carts>().Add(db, contact, shop.ShoeSmall, 2, Ct), Ct);
        var order = await database.Tenants.Try(shop.Id, db => host.Services.GetRequiredService<PlaceOrder>().Place(db, new(contact, null, "standard"), Ct), Ct);
        return order.Value;
    }
}
