using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatCommerce.Browser.Journeys;

/// <summary>The main job as a person does it: by clicks in a real browser, from a product's page to the confirmation in the same thread.</summary>
public sealed class PurchaseTests(Chromium chromium, TestDatabase database) : IClassFixture<Chromium>, IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_visitor_buys_from_a_product_page_pays_and_reads_the_confirmation_in_the_same_thread()
    {
        await using var buyer = await Buyer.Visit(chromium.Browser, market.Host.Shops.Tenant("harbor"), "/products/tempo-lite", "en-US");
        var before = await OnHand("HG-TEMPO-42-BLU");

        await buyer.Page.GetByRole(AriaRole.Link, new() { Name = "Buy in chat" }).ClickAsync();
        await buyer.HasBeenTold("Tempo Lite");
        await buyer.Answer("42");
        await buyer.Answer("blue");
        await buyer.HasBeenTold("$79.00");
        await buyer.Tap("Checkout");
        var checkout = await buyer.Follow("Pay");
        await Expect(checkout.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Tempo Lite");
        await checkout.GetByRole(AriaRole.Button, new() { Name = "Pay $" }).ClickAsync();

        await buyer.HasBeenTold("We received $79.00");
        await checkout.WaitForURLAsync(address => address.Contains("/t/", StringComparison.Ordinal));
        await Expect(checkout.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Paid, thank you", new() { Timeout = 15_000 });
        await checkout.GetByRole(AriaRole.Link, new() { Name = "Ask about this order" }).ClickAsync();
        await Expect(checkout.Locator(".bubble.shop").Filter(new() { HasText = "We received $79.00" })).ToHaveCountAsync(1);
        buyer.Problems.Should().BeEmpty();
        await SoldOnce("harbor", "HG-TEMPO-42-BLU", before);
    }

    [Fact]
    public async Task A_korean_visitor_buys_in_korean()
    {
        await using var buyer = await Buyer.Visit(chromium.Browser, market.Host.Shops.Tenant("dalbit"), "/products/food-gift-set", "ko-KR");
        var before = await OnHand("DB-GIFTBOX");

        await buyer.Page.GetByRole(AriaRole.Link, new() { Name = "채팅으로 구매" }).ClickAsync();
        await buyer.HasBeenTold("보름달 명절 선물 세트");
        await buyer.Tap("담기");
        await buyer.Tap("결제하기");
        var checkout = await buyer.Follow("결제하러 가기");
        await checkout.GetByRole(AriaRole.Button, new() { Name = "결제하기" }).ClickAsync();

        await buyer.HasBeenTold("확인했어요");
        buyer.Problems.Should().BeEmpty();
        await SoldOnce("dalbit", "DB-GIFTBOX", before);
    }

    private async Task SoldOnce(string shop, string sku, int before)
    {
        var mine = $"tenant_id = '{market.Host.Shops.Tenant(shop).Id}'";
        (await database.Ask<string>($"select state || ' ' || payment_state from sales_order where {mine}")).Should().Equal("paid paid");
        (await database.Ask<long>($"select count(*) from payment where kept and {mine}")).Should().Equal(1);
        (await database.Ask<long>($"select count(*) from outbox where dedupe_key like 'order:%:paid:%' and state = 'accepted' and {mine}")).Should().Equal(1);
        (await database.Ask<long>($"select count(distinct conversation_id) from message where {mine}")).Should().Equal(1);
        (await database.Ask<long>($"select sum(reserved) from stock where {mine}")).Should().Equal(0);
        (await OnHand(sku)).Should().Be(before - 1);
    }

    private async Task<int> OnHand(string sku) =>
        (await database.Ask<int>($"select s.on_hand from stock s join variant v on v.id = s.variant_id where v.sku = '{sku}'")).Single();
}
