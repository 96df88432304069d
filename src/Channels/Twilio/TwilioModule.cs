using ChatCommerce.Channels.Twilio.Sending;
using ChatCommerce.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels.Twilio;

internal static class TwilioModule
{
    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TwilioOptions>(configuration, TwilioOptions.Section);
        return services.AddSingleton<TwilioApi>().AddSingleton<TwilioContents>()
            .AddSingleton<IChannel, TwilioWhatsAppChannel>().AddSingleton<IChannel, TwilioSmsChannel>();
    }
}
