using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Kakao;

internal static class KakaoModule
{
    public static IServiceCollection AddKakao(this IServiceCollection services) => services
        .AddSingleton<KakaoCallbacks>()
        .AddSingleton<KakaoRoutes>()
        .AddSingleton<IPhoneProvider, KakaoTalk>();

    public static void MapKakao(this IEndpointRouteBuilder routes) => KakaoRoutes.Map(routes);
}
