using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

/// <summary>The way to the provider's payment page and back, as a customer's browser goes it.</summary>
public sealed class PaymentPagesTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task Who_comes_back_from_paying_finds_the_order_paid_though_the_provider_has_told_nothing()
    {
        var order = await world.Place();
        await world.PayUnheard(order);

        var page = await Look(await TrackPath(order) + "?paid=1");

        page.Text.Should().Contain("Paid, thank you");
        (await world.StateOf(order)).Should().Be("paid");
        (await world.Database.Ask<string>($"select actor from order_event where kind = 'paid' and order_id = '{order.Id}'")).Should().Equal("system:return page");
    }

    [Fact]
    public async Task The_provider_is_asked_once_in_a_few_seconds_and_its_trouble_is_no_trouble_of_the_page()
    {
        var order = await world.Place();
        await world.PayUnheard(order);
        await world.Fault(new { kind = "server-error", match = "GET /v1/checkout/sessions", times = 1 });
        var path = await TrackPath(order) + "?paid=1";

        (await Look(path)).Text.Should().Contain("Checking your payment");
        await world.Database.Run($"update checkout_session set checked_at = now() where order_id = '{order.Id}'");
        (await Look(path)).Text.Should().Contain("Checking your payment", "it was asked just now");
        await world.Database.Run($"update checkout_session set checked_at = now() - interval '6 seconds' where order_id = '{order.Id}'");

        (await Look(path)).Text.Should().Contain("Paid, thank you");
    }

    [Fact]
    public async Task Who_only_looks_at_the_order_asks_nobody()
    {
        var order = await world.Place();
        await world.PayUnheard(order);

        (await Look(await TrackPath(order))).Text.Should().Contain("Waiting for your payment");
        (await world.StateOf(order)).Should().Be("awaiting_payment");
    }

    [Theory]
    [InlineData("harbor", "Paid, thank you")]
    [InlineData("dalbit", "결제가 끝났어요")]
    public async Task The_link_of_a_paid_order_leads_to_the_order(string slug, string title)
    {
        var order = await world.Buy(slug);

        var answer = await Look(PathOf(order));

        (answer.Status, answer.Location).Should().Be((HttpStatusCode.Redirect, await TrackPath(order)));
        (await Look(answer.Location!)).Text.Should().Contain(title);
    }

    [Fact]
    public async Task The_link_of_a_cancelled_order_and_of_one_at_the_bank_lead_to_the_order()
    {
        var (cancelled, pending) = (await world.Place(), await world.Place());
        using var api = world.Host.Api("harbor", "owner");
        (await api.PostAsync($"/api/v1/orders/{cancelled.Id}/cancel", null)).EnsureSuccessStatusCode();
        var session = await world.Market.OpenPayLink(pending.PayLink);
        (await world.Market.Provider.PostAsJsonAsync($"/sandbox/stripe/sessions/{session}/async-pending", new { })).EnsureSuccessStatusCode();
        await world.Database.Until($"select payment_state from sales_order where id = '{pending.Id}'", "pending");

        (await Look(PathOf(cancelled))).Location.Should().Be(await TrackPath(cancelled));
        (await Look(PathOf(pending))).Location.Should().Be(await TrackPath(pending));
        (await Look(await TrackPath(pending))).Text.Should().Contain("Your bank is checking").And.NotContain("/c/");
    }

    [Theory]
    [InlineData("harbor", "HG-PACER-40-NAV", "Your cart has changed")]
    [InlineData("dalbit", "DB-FIRST-230-BLU", "장바구니가 바뀌었어요")]
    public async Task The_link_of_a_cart_that_changed_says_so_in_the_shops_words_and_then_leads_to_the_new_one(string slug, string sku, string title)
    {
        var order = await world.Place(slug);
        var contact = (await world.Database.Ask<Guid>($"select contact_id from sales_order where id = '{order.Id}'"))[0];
        using var api = world.Host.Api(slug, "owner");
        (await api.PutAsJsonAsync($"/api/v1/contacts/{contact}/cart/lines/{sku}", new { quantity = 2 })).EnsureSuccessStatusCode();

        var changed = await Look(PathOf(order));
        var placed = JsonDocument.Parse(await (await api.PostAsJsonAsync("/api/v1/orders", new { contactId = contact })).Content.ReadAsStringAsync()).RootElement;

        changed.Status.Should().Be(HttpStatusCode.Conflict);
        changed.Text.Should().Contain(title).And.Contain(await TrackPath(order));
        (await Look(PathOf(order))).Location.Should().Be(new Uri(placed.GetProperty("payLink").GetString()!).AbsolutePath);
    }

    [Theory]
    [InlineData("harbor", "The payment page does not open right now")]
    [InlineData("dalbit", "지금 결제 화면이 열리지 않아요")]
    public async Task While_the_provider_is_away_the_link_says_so_and_works_again_after(string slug, string title)
    {
        var order = await world.Place(slug);
        await world.Fault(new { kind = "server-error", match = "POST /v1/checkout/sessions", times = 1 });

        var away = await Look(PathOf(order));

        away.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        away.Text.Should().Contain(title).And.Contain(order.Number);
        (await Look(PathOf(order))).Status.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_link_that_nobody_was_given_is_not_there()
    {
        (await Look("/c/a-token-that-nobody-has")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    private static string PathOf(StaffOrder order) => new Uri(order.PayLink).AbsolutePath;

    private async Task<string> TrackPath(StaffOrder order) => "/t/" + (await world.Database.Ask<string>($"select track_token from sales_order where id = '{order.Id}'"))[0];

    private async Task<Answer> Look(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await world.Host.Http.SendAsync(request);
        return new(answer.StatusCode, answer.Headers.Location?.OriginalString, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private sealed record Answer(HttpStatusCode Status, string? Location, string Text);
}
