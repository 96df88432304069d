using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Demo;

public static class DemoModule
{
    /// <summary>The demo shops. The host registers an <see cref="IDemoChannels"/>.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<DemoGoods>()
        .AddSingleton<DemoAccess>()
        .AddSingleton<LoadDemo>();
}
