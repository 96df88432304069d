extern alias Sandbox;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Sandbox;

/// <summary>A Sandbox on a free port with a clock of its own, one account, and a receiver for its webhooks.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    protected const string AccountId = "acct_1HARBOR";
    protected const string Key = "sk_test_harbor";
    protected const string WebhookSecret = "whsec_test_secret";

    private WebApplication? app;

    protected TestClock Clock { get; } = new();

    protected WebhookReceiver Receiver { get; } = new();

    protected HttpClient Http { get; private set; } = new();

    protected IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        await Receiver.Start();
        await StartSandbox(new SandboxOptions { Port = 0, RetryScale = 1 });
        await PutAccount(AccountId, Key);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await app!.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    protected async Task StartSandbox(SandboxOptions options)
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        app = SandboxApp.Create(options, Clock);
        await app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    protected async Task StopSandbox() => await app!.StopAsync();

    protected async Task PutAccount(string id, string key, string? platform = null)
    {
        var answer = await Http.PutAsJsonAsync($"/sandbox/stripe/accounts/{id}", new
        {
            secretKey = key,
            webhookUrl = Receiver.Url,
            webhookSecret = WebhookSecret,
            platform,
        });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What a merchant sends for one pair of shoes at $45 twice.</summary>
    protected static Dictionary<string, string> Shoes() => new()
    {
        ["mode"] = "payment",
        ["client_reference_id"] = "ord_91",
        ["metadata[tenant]"] = "harbor",
        ["payment_intent_data[metadata][order_id]"] = "ord_91",
        ["line_items[0][price_data][currency]"] = "usd",
        ["line_items[0][price_data][unit_amount]"] = "4500",
        ["line_items[0][price_data][product_data][name]"] = "Blue runner 42",
        ["line_items[0][quantity]"] = "2",
        ["success_url"] = "https://shop.example/ok?s={CHECKOUT_SESSION_ID}",
        ["cancel_url"] = "https://shop.example/back",
    };

    protected async Task<Reply> Call(
        HttpMethod method, string path, Dictionary<string, string>? form = null, string? idempotencyKey = null, string key = Key, string? account = null)
    {
        using var request = new HttpRequestMessage(method, "/stripe" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (account is not null)
        {
            request.Headers.Add("Stripe-Account", account);
        }

        if (form is not null)
        {
            request.Content = new FormUrlEncodedContent(form);
        }

        var response = await Http.SendAsync(request);
        return new Reply(response, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    protected Task<Reply> Get(string path) => Call(HttpMethod.Get, path);

    protected Task<Reply> Post(string path, Dictionary<string, string>? form = null, string? idempotencyKey = null) =>
        Call(HttpMethod.Post, path, form ?? [], idempotencyKey);

    /// <summary>Opens a session and gives its id.</summary>
    protected async Task<string> OpenSession(Dictionary<string, string>? form = null)
    {
        var reply = await Post("/v1/checkout/sessions", form ?? Shoes());
        reply.Status.Should().Be(200, reply.Body.ToString());
        return reply.Text("id");
    }

    protected async Task<Reply> Control(string path, object? body = null)
    {
        var response = await Http.PostAsJsonAsync("/sandbox" + path, body ?? new { });
        var text = await response.Content.ReadAsStringAsync();
        return new Reply(response, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Opens a session, pays it and gives the payment's id.</summary>
    protected async Task<string> PaidIntent()
    {
        var paid = await Control($"/stripe/sessions/{await OpenSession()}/pay");
        return paid.Text("paymentIntent");
    }

    protected T Service<T>()
        where T : notnull => Services.GetRequiredService<T>();
}
