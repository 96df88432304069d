using ChatCommerce.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels.Kakao;

internal static class KakaoModule
{
    public static IServiceCollection AddKakao(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<KakaoOptions>(configuration, "Channels:Kakao");
        return services.AddSingleton<KakaoApi>().AddSingleton<IChannel, KakaoChannel>();
    }
}
