using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Traffic;

namespace ChatCommerce.Sandbox.Telegram;

/// <summary>Plays the Bot API below <c>/telegram</c>, which stands for <c>https://api.telegram.org</c>.</summary>
internal static class TelegramModule
{
    public static IServiceCollection AddTelegram(this IServiceCollection services) => services
        .AddSingleton<TelegramPhone>()
        .AddSingleton<IPhoneProvider>(provider => provider.GetRequiredService<TelegramPhone>())
        .AddSingleton<BotApi>()
        .AddSingleton<BotMessages>();

    public static void MapTelegram(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/telegram").WithMetadata(new PlaysApiOf(TelegramPhone.Name));
        api.MapMethods("bot{token}/{method}", ["GET", "POST"], (HttpContext http, BotApi bot, string token, string method) => bot.Call(http, token, method));
        api.MapGet("file/bot{token}/{folder}/{file}", (HttpContext http, BotApi bot, string token, string file) => bot.File(http, token, file));
    }
}
