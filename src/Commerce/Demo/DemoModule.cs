using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Demo;

public static class DemoModule
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<DemoGoods>()
        .AddSingleton<DemoAccess>()
        .AddSingleton<LoadDemo>();
}
