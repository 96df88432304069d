using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels.Twilio;

internal static class TwilioModule
{
    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<TwilioApi>().AddSingleton<TwilioContents>()
            .AddSingleton<IChannel, TwilioWhatsAppChannel>().AddSingleton<IChannel, TwilioSmsChannel>();
    }
}
