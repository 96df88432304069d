using ChatCommerce.Tests.World.Programs;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatCommerce.Browser.Journeys;

/// <summary>A person with a browser of their own, who clicks what the shop's pages and its chat offer.</summary>
public sealed class Buyer : IAsyncDisposable
{
    private readonly IBrowserContext window;

    private Buyer(IBrowserContext window, IPage page) => (this.window, Page) = (window, page);

    public IPage Page { get; }

    /// <summary>Everything a browser complained about on any page.</summary>
    public List<string> Problems { get; } = [];

    public static async Task<Buyer> Visit(IBrowser browser, RunFileTenant shop, string path, string locale)
    {
        var own = await browser.NewContextAsync(new() { Locale = locale });
        var buyer = new Buyer(own, await own.NewPageAsync());
        own.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                buyer.Problems.Add($"{message.Page?.Url}: {message.Text}");
            }
        };
        own.WebError += (_, error) => buyer.Problems.Add(error.Error);
        await buyer.Page.GotoAsync(shop.Storefront + path);
        return buyer;
    }

    /// <summary>The shop's newest words hold this text.</summary>
    public Task HasBeenTold(string text) => Expect(Page.GetByRole(AriaRole.Log)).ToContainTextAsync(text, new() { Timeout = 15_000 });

    /// <summary>Takes one of the suggested answers.</summary>
    public Task Answer(string label) => Page.Locator(".answers").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();

    /// <summary>Taps the newest button with this label, on a card or among the answers.</summary>
    public Task Tap(string label) => Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).Last.ClickAsync();

    /// <summary>Follows a link of the chat into the tab it opens.</summary>
    public Task<IPage> Follow(string label) =>
        window.RunAndWaitForPageAsync(() => Page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Link, new() { Name = label }).Last.ClickAsync());

    public async ValueTask DisposeAsync() => await window.DisposeAsync();
}
