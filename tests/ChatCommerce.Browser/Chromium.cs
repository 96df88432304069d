using Microsoft.Playwright;
using Xunit;

namespace ChatCommerce.Browser;

/// <summary>One Chromium for a test class. Its path comes from <c>CHROMIUM</c>, else the distribution's own is used.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // A page that a test serves itself counts as public to the browser and could not call our host on this machine.
    private static readonly string[] Arguments =
        ["--disable-features=LocalNetworkAccessChecks", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
