using ChatCommerce.Commerce.Demo;
using ChatCommerce.Platform;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Agent;

/// <summary>Both demo shops in a database of their own, with the assistant beside them.</summary>
public sealed class DemoWorld : IAsyncLifetime
{
    private readonly Dictionary<string, TenantId> tenants = [];

    public TestDatabase Database { get; } = new();

    public TestClock Clock { get; } = new();

    public ServiceProvider Services { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Services = Chat.Services(Database, Clock);
        var options = new DemoOptions(Path.Combine(DemoFiles.Root, "demo"), "demo", ["http://localhost:5080"]);
        foreach (var shop in await Services.GetRequiredService<LoadDemo>().Load(options, CancellationToken.None))
        {
            tenants[shop.Tenant.Slug] = shop.Tenant.Id;
        }
    }

    public TenantId Tenant(string slug) => tenants[slug];

    public Task<Chat> Open(string slug) => Chat.Open(Database, Clock, Services, tenants[slug], slug == "dalbit" ? "ko" : "en");

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Database.DisposeAsync();
    }
}
