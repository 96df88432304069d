extern alias Sandbox;

using System.Net.Http.Json;
using ChatCommerce.Tests.Sandbox.Phones;
using Deque.AxeCore.Playwright;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Sandbox::ChatCommerce.Sandbox;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ChatCommerce.Browser.Sandbox;

/// <summary>The phones page in a real browser, at a messenger that exists only in tests.</summary>
public sealed class PhonesTests(Chromium chromium) : IClassFixture<Chromium>, IAsyncLifetime
{
    private readonly PigeonPost pigeons = new();
    private readonly ShopEar shop = new();
    private WebApplication app = null!;

    private string Address => app.Urls.First();

    public async ValueTask InitializeAsync()
    {
        await shop.Start();
        app = SandboxApp.Create(new SandboxOptions { Port = 0 }, TimeProvider.System, services => services.AddSingleton<IPhoneProvider>(pigeons));
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(Address) };
        var line = new { tenant = "harbor", name = "Harbor", kind = "pigeon", externalId = "pigeon-1", webhook = shop.Url, secrets = new { secret = "coo" } };
        (await http.PutAsJsonAsync("/sandbox/lines", new[] { line })).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_person_writes_by_keyboard_sees_the_answer_at_once_and_taps_it()
    {
        await using var window = await chromium.Browser.NewContextAsync();
        var page = await window.NewPageAsync();
        List<string> problems = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
            {
                problems.Add(message.Text);
            }
        };
        await page.GotoAsync(Address + "/phones?open=pigeon~pigeon-1~mina&open=pigeon~pigeon-1~sam");
        var mina = page.GetByRole(AriaRole.Article, new() { Name = "Mina Park" });

        await mina.GetByRole(AriaRole.Textbox, new() { Name = "Message to Harbor" }).FillAsync("hello");
        await page.Keyboard.PressAsync("Enter");
        (await shop.Next()).Text.Should().Be("hello");
        await Expect(mina.GetByRole(AriaRole.Log)).ToContainTextAsync("hello");
        ShopWrites("mina", new Bubble { Text = "Blue or red?", Buttons = [new BubbleButton("Blue", "pick:blue")] });
        await Expect(mina.GetByRole(AriaRole.Log)).ToContainTextAsync("Blue or red?");
        await mina.GetByRole(AriaRole.Button, new() { Name = "Blue" }).PressAsync("Enter");

        (await Said("TapButton")).Should().Contain("TapButton");
        await Expect(mina.GetByRole(AriaRole.Listitem).Last).ToContainTextAsync("Blue");
        await Expect(page.GetByRole(AriaRole.Article, new() { Name = "Sam Rivera" }).GetByRole(AriaRole.Log)).ToBeEmptyAsync();
        problems.Should().BeEmpty();
    }

    [Fact]
    public async Task A_place_is_sent_from_the_sheet_which_then_closes()
    {
        await using var window = await chromium.Browser.NewContextAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync(Address + "/phones?open=pigeon~pigeon-1~mina");

        await page.GetByLabel("Send something else").ClickAsync();
        await page.GetByText("Location", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).Locator("visible=true").ClickAsync();

        (await Said("SendLocation")).Should().Contain("SendLocation");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("Seoul City Hall");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).First).Not.ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task The_page_is_accessible_and_never_wider_than_the_window(int width, ColorScheme scheme)
    {
        await using var window = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 800 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var page = await window.NewPageAsync();
        ShopWrites("mina", new Bubble
        {
            Text = "Two pairs, see https://shop.example/c/k7Q2x",
            Note = "receipt",
            Footer = "Harbor",
            Cards = [new BubbleCard("Blue runner with a name that is rather long", "$45") { Buttons = [new BubbleButton("Add", "add:1")] }, new BubbleCard("Tempo", "$64")],
            QuickReplies = [new BubbleButton("More", "more")],
        });
        await page.GotoAsync(Address + "/phones?open=pigeon~pigeon-1~mina");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Message to Harbor" }).FillAsync("hello");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync("hello");

        var found = await page.RunAxe();
        found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").Should().BeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).Should().BeTrue();
    }

    private void ShopWrites(string person, Bubble bubble)
    {
        var line = app.Services.GetRequiredService<Lines>().Find("pigeon", "pigeon-1")!;
        app.Services.GetRequiredService<Arrivals>().Received(line, pigeons.AddressesOf(line, app.Services.GetRequiredService<People>().Get(person))[0], bubble);
    }

    private async Task<string> Said(string type)
    {
        while (true)
        {
            var heard = await shop.Next();
            if (heard.Type == type)
            {
                return heard.Body;
            }
        }
    }
}
