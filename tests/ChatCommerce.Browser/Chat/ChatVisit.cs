using ChatCommerce.Tests.BotHost.WebChat;
using Microsoft.Playwright;

namespace ChatCommerce.Browser.Chat;

/// <param name="Policy">The content security policy the page is served with.</param>
public sealed record ChatPage(string TokenUrl, string Language, string Reference, string Policy)
{
    public string Html => $"""
        <!doctype html><html lang="{Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>
        <link rel="icon" href="data:,"><link rel="stylesheet" href="/css/tokens.css"></head><body><main><h1>Shop</h1>
        <shop-chat data-shop="{TokenUrl.Split('/')[1]}" data-token-url="{TokenUrl}" data-language="{Language}"><a href="#chat" data-chat-ref="{Reference}">Chat</a></shop-chat>
        </main><script type="module" src="/js/shop.js"></script></body></html>
        """;
}

/// <summary>A visitor's own browser window on a page with the chat, and everything that went wrong in it.</summary>
public sealed class ChatVisit : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private string? thread;

    private ChatVisit(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public List<string> Problems { get; } = [];

    public static async Task<ChatVisit> Start(IBrowser browser, ChatHost host, ChatPage chat, ViewportSize? viewport, ColorScheme scheme)
    {
        var window = await browser.NewContextAsync(new() { BaseURL = host.Address.ToString(), ViewportSize = viewport ?? new() { Width = 1000, Height = 760 }, ColorScheme = scheme });
        var page = await window.NewPageAsync();
        var visit = new ChatVisit(window, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                visit.Problems.Add(message.Text);
            }
        };
        page.PageError += (_, error) => visit.Problems.Add(error);
        page.Response += async (_, response) =>
        {
            if (response.Url.EndsWith("/chat/token", StringComparison.Ordinal) && response.Ok)
            {
                visit.thread = (await response.JsonAsync())!.Value.GetProperty("conversationId").GetString();
            }
        };
        await page.RouteAsync("**/shop-page", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Body = chat.Html,
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = chat.Policy },
        }));
        foreach (var folder in new[] { "js", "css" })
        {
            await page.RouteAsync($"**/{folder}/*.{folder}", route => route.FulfillAsync(new()
            {
                ContentType = folder == "js" ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8",
                Path = Path.Combine(Root(), "src", "Storefront", "wwwroot", folder, Path.GetFileName(new Uri(route.Request.Url).LocalPath)),
            }));
        }

        await page.GotoAsync("/shop-page");
        return visit;
    }

    public async Task Open()
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Chat" }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Log)).ToHaveAttributeAsync("aria-busy", "false");
    }

    public async Task Say(string text)
    {
        await Page.GetByRole(AriaRole.Textbox).FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    public ILocator Bubbles(string who) => Page.Locator($".bubble.{who}");

    /// <summary>The conversation, once something said in it is stored.</summary>
    public async Task<string> Thread()
    {
        await Page.WaitForFunctionAsync("() => performance.getEntriesByType('resource').some(r => r.name.endsWith('/activities'))");
        return thread!;
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "ChatCommerce.sln")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }
}
