using ChatCommerce.Sandbox.Meta.Api;
using ChatCommerce.Sandbox.Meta.Messaging;
using ChatCommerce.Sandbox.Meta.WhatsApp;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Meta;

/// <summary>Meta: WhatsApp, Messenger and Instagram, with one Graph API for all three.</summary>
internal static class MetaModule
{
    public static IServiceCollection AddMeta(this IServiceCollection services) => services
        .AddSingleton<SandboxAddress>()
        .AddSingleton<GraphApi>()
        .AddSingleton<IPhoneProvider, WhatsAppPhone>()
        .AddSingleton<IPhoneProvider>(provider => new MessagingPhone(MessagingPhone.Messenger, provider.GetRequiredService<SandboxAddress>()))
        .AddSingleton<IPhoneProvider>(provider => new MessagingPhone(MessagingPhone.Instagram, provider.GetRequiredService<SandboxAddress>()));

    public static void MapMeta(this IEndpointRouteBuilder routes) => GraphRoutes.Map(routes);
}
