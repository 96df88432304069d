using ChatCommerce.Channels.Instagram;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Messenger;
using ChatCommerce.Channels.Meta;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Telegram;
using ChatCommerce.Channels.Twilio;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Platform.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels;

public static class ChannelsModule
{
    // Shorter than the lease of those who call, so that even without its renewal nobody else sends meanwhile.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(12);

    /// <summary>Every channel, one line each, in the order they are offered.</summary>
    public static IServiceCollection AddChannels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ProviderClient>();
        services.AddSingleton<MediaDownload>();
        services.AddGuardedHttpClient(ProviderClient.Name, Timeout);
        services.AddMeta(configuration);
        services.AddSingleton<IChannel, WebChatChannel>();
        services.AddSingleton<IChannel, WhatsAppChannel>();
        services.AddSingleton<IChannel, InstagramChannel>();
        services.AddSingleton<IChannel, MessengerChannel>();
        services.AddTwilio(configuration);
        services.AddTelegram(configuration);
        services.AddKakao(configuration);
        return services;
    }
}
