using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Channels.Kakao;

internal static class KakaoModule
{
    public static IServiceCollection AddKakao(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Channels:Kakao").Get<KakaoOptions>() ?? new KakaoOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return services.AddSingleton(options).AddSingleton<KakaoApi>().AddSingleton<IChannel, KakaoChannel>();
    }
}
