using ChatCommerce.BotHost.Hosting;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

internal static class FetchesModule
{
    public static IServiceCollection AddFetches(this IServiceCollection services, HostRoles roles)
    {
        services.AddSingleton<InboundMedia>();
        services.AddSingleton<FetchMedia>();
        services.AddSingleton<FindProfile>();
        services.AddSingleton<NamelessPeople>();
        if (roles.Worker)
        {
            services.AddHostedService<FetchLane>();
        }

        return services;
    }
}
