extern alias Sandbox;

using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox;

namespace ChatCommerce.Tests.World.Programs;

/// <summary>The program with both demo shops, and the Sandbox's payment provider and messengers wired to it, all over real HTTP.</summary>
public sealed class Marketplace : IAsyncDisposable
{
    private readonly WebApplication sandbox;

    private Marketplace(TestHost host, WebApplication sandbox)
    {
        (Host, this.sandbox) = (host, sandbox);
        Provider = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(sandbox.Urls.First()) };
    }

    public TestHost Host { get; }

    public HttpClient Provider { get; }

    /// <summary>The Sandbox's own parts, to have it compose what a provider would send without sending it.</summary>
    internal IServiceProvider SandboxParts => sandbox.Services;

    public static async Task<Marketplace> Open(
        TestDatabase database, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var provider = SandboxApp.Create(new SandboxOptions { Port = 0 }, TimeProvider.System);
        var introduced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        HoldUntil(provider, introduced.Task);
        await provider.StartAsync();
        var address = new Uri(provider.Urls.First());
        Dictionary<string, string?> all = new(settings ?? new Dictionary<string, string?>(), StringComparer.Ordinal)
        {
            ["Payments:Stripe:BaseAddress"] = address + "stripe",
            ["Channels:Meta:BaseAddress"] = address + "meta/",
            ["Channels:Twilio:BaseAddress"] = address + "twilio/",
            ["Channels:Twilio:ContentBaseAddress"] = address + "twilio-content/",
            ["Channels:Twilio:MessagingBaseAddress"] = address + "twilio-messaging/",
            ["Channels:Telegram:BaseAddress"] = address + "telegram/",
            ["Channels:Kakao:BaseAddress"] = address + "kakao/",
            ["GuardedHttp:Allowed:0"] = $"{address.Host}:{address.Port}",
        };
        var market = new Marketplace(await TestHost.Start(database, all, services: services), provider);
        await market.Connect();
        introduced.SetResult();
        return market;
    }

    /// <summary>Opens a pay link as a browser does and returns the provider's session it leads to.</summary>
    public async Task<string> OpenPayLink(string link)
    {
        using var response = await Host.Http.GetAsync(new Uri(link));
        return response.Headers.Location is { } page ? page.Segments[^1] : throw new InvalidOperationException($"The pay link answered {(int)response.StatusCode}.");
    }

    /// <summary>Pays a session at the provider, whose webhook then closes the order.</summary>
    public async Task Pay(string session)
    {
        using var paid = await Provider.PostAsJsonAsync($"/sandbox/stripe/sessions/{session}/pay", new { });
        paid.EnsureSuccessStatusCode();
    }

    /// <summary>A customer's phone, at one messenger, in the chat with one shop.</summary>
    /// <param name="kind">Such as <c>telegram</c>.</param>
    /// <param name="person">Any short name; the same name is the same person in every chat.</param>
    public Handset Phone(string kind, string slug, string person) => new(Provider, kind, slug, person);

    public async Task<JsonElement> Ledger() => await Provider.GetFromJsonAsync<JsonElement>("/sandbox/stripe/ledger");

    public async ValueTask DisposeAsync()
    {
        Provider.Dispose();
        await Host.DisposeAsync();
        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }

    // Where the shops are not new, the program has work from before and calls the providers before they have heard of these shops.
    private static void HoldUntil(WebApplication provider, Task introduced) => provider.Use(async (http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/sandbox", StringComparison.Ordinal))
        {
            await introduced.WaitAsync(http.RequestAborted);
        }

        await next(http);
    });

    private async Task Connect()
    {
        foreach (var payment in Host.Shops.Tenants.SelectMany(t => t.Payments))
        {
            using var put = await Provider.PutAsJsonAsync(
                string.Create(CultureInfo.InvariantCulture, $"/sandbox/stripe/accounts/{payment.AccountId}"),
                new { payment.SecretKey, payment.WebhookUrl, payment.WebhookSecret });
            put.EnsureSuccessStatusCode();
        }

        var lines = Host.Shops.Tenants.SelectMany(shop => shop.Channels.Select(channel => new
        {
            Tenant = shop.Slug,
            shop.Name,
            shop.Locale,
            channel.Kind,
            channel.ExternalId,
            channel.Webhook,
            channel.Secrets,
            channel.Settings,
        }));
        using var told = await Provider.PutAsJsonAsync("/sandbox/lines", lines);
        told.EnsureSuccessStatusCode();
    }
}
