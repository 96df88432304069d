using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.WebChat;

/// <summary>The shop's own web chat as a phone: a Direct Line client that talks to the shop directly, as the chat on its pages does.</summary>
internal static class WebChatModule
{
    public static IServiceCollection AddWebChat(this IServiceCollection services) => services
        .AddSingleton<WebChatQueue>()
        .AddSingleton<IPhoneProvider, WebChatPhones>()
        .AddSingleton<DirectLine>()
        .AddHostedService<TalkWebChat>();
}
