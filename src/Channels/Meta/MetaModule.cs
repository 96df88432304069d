using ChatCommerce.Channels.Instagram;
using ChatCommerce.Channels.Messenger;
using ChatCommerce.Channels.Meta.Messaging;
using ChatCommerce.Channels.WhatsApp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ChatCommerce.Channels.Meta;

/// <summary>WhatsApp, Messenger and Instagram, which share one API.</summary>
internal static class MetaModule
{
    public static IServiceCollection AddMeta(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetaOptions>().Bind(configuration.GetSection(MetaOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MetaOptions>>().Value);
        services.AddSingleton<GraphClient>().AddSingleton<MessagingApi>();
        return services.AddSingleton<IChannel, WhatsAppChannel>().AddSingleton<IChannel, InstagramChannel>().AddSingleton<IChannel, MessengerChannel>();
    }
}
