extern alias Sandbox;

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Stripe;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Sandbox::ChatCommerce.Sandbox;

namespace ChatCommerce.Tests.World;

/// <summary>A webhook as it came over the wire.</summary>
public sealed record Hook(string Token, byte[] Raw, string? Signature)
{
    public string Type => JsonDocument.Parse(Raw).RootElement.GetProperty("type").GetString()!;
}

/// <summary>
/// A real Sandbox process inside the test, on the test's clock, and our own webhook address that hands what arrives to
/// <see cref="StripeWebhook"/>; unless <see cref="Deaf"/>, when it only keeps it.
/// </summary>
public sealed class PaymentWorld : IAsyncDisposable
{
    public const string Secret = "whsec_test_secret";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly WebApplication sandbox;
    private readonly WebApplication hooks;
    private readonly HttpClient http;
    private int receiving;

    private PaymentWorld(TestDatabase database, TestClock clock, WebApplication sandbox, WebApplication hooks)
    {
        (Database, Clock, this.sandbox, this.hooks) = (database, clock, sandbox, hooks);
        var address = new Uri(sandbox.Urls.First());
        http = new HttpClient { BaseAddress = address };
        Selling = new(database, clock,
            ("Payments:Stripe:BaseAddress", address + "stripe"), ("GuardedHttp:Allowed:0", $"{address.Host}:{address.Port}"), ("PublicUrl", "http://shop.test"));
    }

    public TestDatabase Database { get; }

    public TestClock Clock { get; }

    public Selling Selling { get; }

    public ConcurrentQueue<Hook> Hooks { get; } = new();

    public ConcurrentQueue<WebhookOutcome> Answers { get; } = new();

    /// <summary>A hook is being handed on; what it committed can be seen before its effects after the commit.</summary>
    public bool IsReceiving => Volatile.Read(ref receiving) > 0;

    /// <summary>Answers 200 and does nothing with what arrives.</summary>
    public bool Deaf { get; set; }

    public RecordedNews News => Selling.News;

    public static async Task<PaymentWorld> Start(TestDatabase database)
    {
        var clock = new TestClock();
        var stripe = SandboxApp.Create(new SandboxOptions { Port = 0 }, clock);
        await stripe.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = builder.Build();
        PaymentWorld? world = null;
        receiver.MapPost("/{token}", (string token, HttpRequest request) => world!.Take(token, request));
        await receiver.StartAsync();
        return world = new(database, clock, stripe, receiver);
    }

    public T Get<T>()
        where T : notnull => Selling.Get<T>();

    /// <summary>A shop with an account at the Sandbox's Stripe.</summary>
    public async Task<SellingShop> Shop(string currency = "USD", bool live = false)
    {
        var shop = await SellingShop.Open(Database, Clock, currency);
        var id = "acct_" + shop.Slug.Replace("-", "");
        var account = (await shop.Try(db => Get<PaymentAccounts>().Connect(db, new(id, new("sk_test_" + shop.Slug, [Secret]), live, HookToken(shop)), Selling.Ann, Ct))).Value;
        var known = await http.PutAsJsonAsync($"/sandbox/stripe/accounts/{account.ExternalId}", new
        {
            secretKey = "sk_test_" + shop.Slug,
            webhookUrl = $"{hooks.Urls.First()}/{account.WebhookToken}",
            webhookSecret = Secret,
            livemode = live,
        });
        known.EnsureSuccessStatusCode();
        return shop;
    }

    public static string HookToken(SellingShop shop) => "hook-of-the-" + shop.Slug;

    /// <summary>Clicks the pay link; gives the session's id at Stripe.</summary>
    public async Task<string> Click(PlacedOrder order)
    {
        var url = await Get<PayLink>().Open(order.PayToken, Ct);
        url.Refusal.Should().BeNull();
        return url.Value.Segments[^1];
    }

    public async Task<JsonElement> Pay(string session) => await Control($"sessions/{session}/pay");

    /// <summary>Places, clicks and pays, and waits until the order is closed.</summary>
    public async Task<PlacedOrder> Buy(SellingShop shop, VariantId variant, int quantity = 1)
    {
        var order = await Selling.PlaceOne(shop, variant, quantity);
        await Pay(await Click(order));
        await Until(async () => (await Selling.Order(shop, order.OrderId)).State is OrderState.Paid);
        return order;
    }

    public async Task<JsonElement> Control(string path, object? body = null)
    {
        var response = await http.PostAsJsonAsync("/sandbox/stripe/" + path, body ?? new { });
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.Should().BeTrue(text);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async Task Fault(object fault) => (await http.PostAsJsonAsync("/sandbox/faults", fault)).EnsureSuccessStatusCode();

    public async Task<JsonElement> AtStripe(SellingShop shop, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stripe/v1/" + path);
        request.Headers.Authorization = new("Bearer", "sk_test_" + shop.Slug);
        using var response = await http.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>Sends an event that is signed as it should be and differs from the truth.</summary>
    public Task<JsonElement> Tamper(object wanted) => Control("events", wanted);

    /// <summary>Waits for the hook of a type, and takes it out of the queue.</summary>
    public async Task<Hook> Hook(string type)
    {
        Hook? found = null;
        await Until(() =>
        {
            found = Hooks.LastOrDefault(h => h.Type == type);
            return Task.FromResult(found is not null);
        });
        return found!;
    }

    public Task<WebhookOutcome> Receive(Hook hook) => Get<StripeWebhook>().Receive(hook.Token, hook.Raw, hook.Signature, Ct);

    /// <summary>Waits for something that another thread brings about; fails after twenty seconds.</summary>
    public static async Task Until(Func<Task<bool>> met)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await met())
        {
            await Task.Delay(15, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await sandbox.DisposeAsync();
        await hooks.DisposeAsync();
        http.Dispose();
        Selling.Dispose();
    }

    private async Task<IResult> Take(string token, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var hook = new Hook(token, body.ToArray(), request.Headers["Stripe-Signature"].ToString() is { Length: > 0 } signature ? signature : null);
        Hooks.Enqueue(hook);
        if (!Deaf)
        {
            Interlocked.Increment(ref receiving);
            try
            {
                Answers.Enqueue(await Receive(hook));
            }
            finally
            {
                Interlocked.Decrement(ref receiving);
            }
        }

        return Results.Ok();
    }
}
