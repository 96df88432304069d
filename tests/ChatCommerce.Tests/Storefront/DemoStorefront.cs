using ChatCommerce.Commerce.Demo;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

/// <summary>The storefront with both demo shops in it, shared by the tests of a class.</summary>
public sealed class DemoStorefront : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    internal TestClock Clock { get; } = new();

    internal StorefrontHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Host = await StorefrontHost.Start(Database, Clock);
        await Host.Services.GetRequiredService<LoadDemo>().Load(new DemoOptions(Path.Combine(DemoFiles.Root, "demo"), "demo-password-1", []), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
