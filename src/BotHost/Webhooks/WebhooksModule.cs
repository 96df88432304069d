namespace ChatCommerce.BotHost.Webhooks;

/// <summary>Where providers call us.</summary>
public static class WebhooksModule
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<StoreCall>();
        services.AddSingleton<ChannelWebhooks>();
        return services;
    }

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPayments();
        routes.MapChannelWebhooks();
    }
}
