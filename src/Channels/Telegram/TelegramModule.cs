using ChatCommerce.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels.Telegram;

internal static class TelegramModule
{
    public static IServiceCollection AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TelegramOptions>(configuration, TelegramOptions.Section);
        return services.AddSingleton<TelegramApi>().AddSingleton<IChannel, TelegramChannel>();
    }
}
