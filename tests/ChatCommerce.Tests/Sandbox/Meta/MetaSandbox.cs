extern alias Sandbox;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Meta;

/// <summary>A Sandbox with one shop's three lines at Meta; nobody hears its webhooks.</summary>
public abstract class MetaSandbox : IAsyncLifetime
{
    private WebApplication app = null!;

    protected TestClock Clock { get; } = new();

    protected HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        app = SandboxApp.Create(new SandboxOptions { Port = 0 }, Clock);
        await app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var lines = app.Services.GetRequiredService<Lines>();
        foreach (var (kind, id) in new[] { ("whatsapp", "200300400500601"), ("messenger", "1029384756"), ("instagram", "17840000000000001") })
        {
            lines.Put(new Line
            {
                Kind = kind, ExternalId = id, Tenant = "harbor", Name = "Harbor", Webhook = new("http://127.0.0.1:9/nobody"),
                Secrets = new Dictionary<string, string> { ["access_token"] = "EAA" + kind, ["app_secret"] = "meta_app_secret_for_tests" },
                Settings = new Dictionary<string, string> { ["waba_id"] = "700800900100201", ["phone"] = "+15557770101", ["app_id"] = "555000111222333" },
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await app.DisposeAsync();
    }

    internal IPhoneProvider Provider(string kind) => app.Services.GetRequiredService<PhoneChats>().ProviderOf(kind)!;

    /// <summary>Mina's chat with a line.</summary>
    internal PhoneChat Chat(string kind) => app.Services.GetRequiredService<PhoneChats>().Open(
        app.Services.GetRequiredService<Lines>().OfTenant(kind, "harbor")!, app.Services.GetRequiredService<People>().Get("mina"));

    /// <summary>What the provider calls Mina.</summary>
    internal string AddressOf(string kind) => Provider(kind).AddressesOf(Chat(kind).Line, Chat(kind).Person)[0];

    protected async Task Act(string kind, object act)
    {
        using var done = await Http.PostAsJsonAsync($"/sandbox/phones/{kind}/harbor/mina/act", new { acts = new[] { act } });
        done.EnsureSuccessStatusCode();
    }

    /// <summary>A call to the API with the line's token.</summary>
    protected async Task<(int Status, JsonElement Body)> Call(HttpMethod method, string path, string kind, object? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? "EAA" + kind);
        using var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    protected static int CodeOf((int Status, JsonElement Body) answer) => answer.Body.GetProperty("error").GetProperty("code").GetInt32();
}
