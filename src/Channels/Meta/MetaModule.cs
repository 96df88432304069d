using ChatCommerce.Channels.Instagram;
using ChatCommerce.Channels.Messenger;
using ChatCommerce.Channels.Meta.Messaging;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels.Meta;

/// <summary>WhatsApp, Messenger and Instagram, which share one API.</summary>
internal static class MetaModule
{
    public static IServiceCollection AddMeta(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<MetaOptions>(configuration, MetaOptions.Section);
        services.AddSingleton<GraphClient>().AddSingleton<MessagingApi>();
        return services.AddSingleton<IChannel, WhatsAppChannel>().AddSingleton<IChannel, InstagramChannel>().AddSingleton<IChannel, MessengerChannel>();
    }
}
