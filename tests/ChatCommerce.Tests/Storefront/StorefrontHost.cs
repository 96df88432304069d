using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Storefront;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatCommerce.Tests.Storefront;

/// <summary>The storefront alone, over HTTP, on a test's database.</summary>
internal sealed class StorefrontHost : IAsyncDisposable
{
    public const string PublicUrl = "https://shops.test";
    private readonly WebApplication app;

    private StorefrontHost(WebApplication app) => this.app = app;

    public IServiceProvider Services => app.Services;

    public static async Task<StorefrontHost> Start(TestDatabase database, TimeProvider clock, int keepPageMilliseconds = 0)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration["CHATCOMMERCE_ENCRYPTION_KEY"] = TestDatabase.EncryptionKey;
        builder.Configuration["Database:Owner"] = database.Options.Owner;
        builder.Configuration["Database:RolePrefix"] = database.Options.RolePrefix;
        builder.Configuration["PublicUrl"] = PublicUrl;
        builder.Configuration["Demo:Folder"] = Path.Combine(DemoFiles.Root, "demo");
        builder.Configuration["Storefront:KeepPageMilliseconds"] = $"{keepPageMilliseconds}";
        builder.Services.AddSingleton(clock);
        builder.Services.AddPlatform(builder.Configuration);
        builder.Services.AddCommerce(builder.Configuration);
        builder.Services.AddSingleton<IOrderNews, RecordedNews>();
        builder.Services.AddSingleton<IThreads, RecordedThreads>();
        builder.Services.AddSingleton<IDemoChannels, DemoChannels>();
        builder.Services.AddProblemDetails();
        builder.Services.AddStorefront(builder.Configuration);
        var host = new StorefrontHost(builder.Build());
        host.app.UseStorefront();
        host.app.MapStorefront();
        await host.app.StartAsync();
        return host;
    }

    /// <summary>A browser that follows no redirect.</summary>
    public HttpClient Browser(string host = "shops.test")
    {
        var client = app.GetTestServer().CreateClient();
        client.BaseAddress = new Uri($"https://{host}");
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        return client;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
