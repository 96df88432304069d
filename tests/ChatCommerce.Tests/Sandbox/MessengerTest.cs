extern alias Sandbox;

using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Sandbox;

/// <summary>A Sandbox with one shop's line at a messenger; nobody listens at the shop.</summary>
public abstract class MessengerTest : IAsyncLifetime
{
    private WebApplication? app;

    protected HttpClient Http { get; private set; } = new();

    protected abstract object Line { get; }

    public async ValueTask InitializeAsync()
    {
        app = SandboxApp.Create(new SandboxOptions { Port = 0 }, new TestClock());
        await app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        using var told = await Http.PutAsJsonAsync("/sandbox/lines", new[] { Line });
        told.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await app!.DisposeAsync();
    }

    protected Handset Phone(string kind, string person = "sam") => new(Http, kind, "harbor", person);

    protected static async Task<(int Status, JsonElement Json)> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
