using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Platform.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.World;

/// <summary>The business classes put together as the program does it, on a test's database and clock.</summary>
public sealed class Parts(IServiceProvider services)
{
    /// <param name="before">Added before the business's own.</param>
    public static Parts Of(TestDatabase database, TimeProvider clock, Action<IServiceCollection>? before = null)
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection();
        before?.Invoke(services);
        return new(services
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock)
            .AddSingleton(database.Sources)
            .AddSingleton(database.Tenants)
            .AddSingleton(database.System)
            .AddSingleton(new SecretBox(TestDatabase.EncryptionKey))
            .AddSingleton<IDemoChannels, DemoChannels>()
            .AddCommerce(configuration)
            .BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();
}
