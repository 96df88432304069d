extern alias Sandbox;

using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

/// <summary>A Sandbox with one shop's line at the pigeon post, and a shop that hears of it.</summary>
public abstract class PhoneTest : IAsyncLifetime
{
    protected const string Mina = "/sandbox/phones/pigeon/harbor/mina";

    private WebApplication? app;

    protected TestClock Clock { get; } = new();

    protected ShopEar Shop { get; } = new();

    protected HttpClient Http { get; private set; } = new();

    internal PigeonPost Pigeons { get; } = new();

    internal Line Line => Service<Lines>().Find(PigeonPost.Name, "pigeon-1")!;

    public async ValueTask InitializeAsync()
    {
        await Shop.Start();
        await Start(new SandboxOptions { Port = 0 });
        (await PutLine()).EnsureSuccessStatusCode();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await app!.DisposeAsync();
        await Shop.DisposeAsync();
    }

    protected async Task Start(SandboxOptions options)
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        app = SandboxApp.Create(options, Clock, services => services.AddSingleton<IPhoneProvider>(Pigeons));
        await app.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    protected Task<HttpResponseMessage> PutLine(string webhook = "") => Http.PutAsJsonAsync("/sandbox/lines", new[]
    {
        new
        {
            tenant = "harbor", name = "Harbor", kind = PigeonPost.Name, externalId = "pigeon-1", webhook = webhook.Length > 0 ? webhook : Shop.Url,
            secrets = new { secret = "coo", token = "tok_1" }, settings = new { loft = "north" },
        },
    });

    protected T Service<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    protected Task<Reply> Text(string text, string chat = Mina) => Act(new { @do = "text", text }, chat);

    protected Task<Reply> Act(object act, string chat = Mina) => Post(chat + "/act", new { acts = new[] { act } });

    protected async Task<Reply> Post(string path, object body)
    {
        var response = await Http.PostAsJsonAsync(path, body);
        return await Read(response);
    }

    protected async Task<Reply> Get(string path) => await Read(await Http.GetAsync(path));

    protected Task<Reply> Fault(object fault) => Post("/sandbox/faults", fault);

    /// <summary>The shop writes to Mina, as a provider's API would hand it over.</summary>
    internal Arrived? ShopWrites(Bubble bubble, string person = "mina") =>
        Service<Arrivals>().Received(Line, Pigeons.AddressesOf(Line, Service<People>().Get(person))[0], bubble);

    private static async Task<Reply> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Reply(response, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
