using ChatCommerce.Channels.Meta.Messaging;
using ChatCommerce.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels.Meta;

/// <summary>The API that WhatsApp, Instagram and Messenger share.</summary>
internal static class MetaModule
{
    public static IServiceCollection AddMeta(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<MetaOptions>(configuration, MetaOptions.Section);
        return services.AddSingleton<GraphClient>().AddSingleton<MessagingApi>();
    }
}
