using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Playwright;
using Xunit;

namespace ChatCommerce.Browser.Pages;

/// <summary>Pages on the narrowest phone: nothing stands outside of the screen, and no fact is squeezed into a column of letters.</summary>
public sealed class NarrowPagesTests(Chromium chromium, TestDatabase database) : IClassFixture<Chromium>, IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Squeezed = """
        [...document.querySelectorAll("dd, td")].filter(e => e.textContent.trim().length > 2 && e.clientHeight > 3.5 * Math.max(e.clientWidth, 1)).map(e => e.textContent.trim())
        """;

    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Theory]
    [InlineData("harbor", "", "/contact", "/products", "/products/dawn-runner", "/pages/shipping")]
    [InlineData("dalbit", "", "/contact", "/products", "/products/first-step-runner", "/pages/shipping")]
    public async Task A_shop_fits_a_narrow_phone(string slug, params string[] paths)
    {
        await using var phone = await Phone();

        await Fit(await phone.NewPageAsync(), paths.Select(path => market.Host.Shops.Tenant(slug).Storefront + path));
    }

    [Fact]
    public async Task The_staffs_pages_fit_a_narrow_phone_with_every_section_in_sight()
    {
        await using var phone = await Phone();
        var page = await phone.NewPageAsync();
        var owner = market.Host.Shops.Tenant("harbor").SignIn("owner");
        await market.Phone("whatsapp", "harbor", "mina").Say("hi");
        await page.GotoAsync(new Uri(market.Host.Address, "/sign-in").ToString());
        await page.GetByLabel("E-mail").FillAsync(owner.Email);
        await page.GetByLabel("Password").FillAsync(owner.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        foreach (var section in new[] { "Inbox", "Catalog", "Orders", "Payments", "Channels" })
        {
            var link = page.GetByRole(AriaRole.Navigation, new() { Name = "Sections" }).GetByRole(AriaRole.Link, new() { Name = section });
            var place = (await link.BoundingBoxAsync())!;
            (place.X + place.Width).Should().BeLessThanOrEqualTo(360, section);
            await link.ClickAsync();
            await Fit(page, [page.Url]);
        }

        await page.GotoAsync(new Uri(market.Host.Address, "/harbor/inbox").ToString());
        await page.Locator(".line").First.ClickAsync();
        await Fit(page, [page.Url]);
    }

    private Task<IBrowserContext> Phone() => chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 360, Height = 740 } });

    private static async Task Fit(IPage page, IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().Be(360, address);
            (await page.EvaluateAsync<string[]>(Squeezed)).Should().BeEmpty(address);
        }
    }
}
