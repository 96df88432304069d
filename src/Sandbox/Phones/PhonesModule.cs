using ChatCommerce.Sandbox.Dashboard;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Control;
using ChatCommerce.Sandbox.Phones.Pages;
using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Phones;

/// <summary>What all messengers share: shops' lines, people, their chats, webhooks to shops, faults, and the control of all that.</summary>
internal static class PhonesModule
{
    public static IServiceCollection AddPhones(this IServiceCollection services) => services
        .AddSingleton<Lines>()
        .AddSingleton<People>()
        .AddSingleton<MediaShelf>()
        .AddSingleton<PhoneChats>()
        .AddSingleton<Arrivals>()
        .AddSingleton<PlayCustomer>()
        .AddSingleton<WaitForChange>()
        .AddSingleton<FindChat>()
        .AddSingleton<ApiFaults>()
        .AddSingleton<PostAlarm>()
        .AddSingleton<Posts>()
        .AddSingleton<PostToShop>()
        .AddHostedService<SendPosts>()
        .AddSingleton<LayPhones>()
        .AddDashboardSection<PhonesSection>("phones", "Phones");

    public static void MapPhones(this IEndpointRouteBuilder routes)
    {
        LineRoutes.Map(routes);
        PhoneRoutes.Map(routes);
        PhonePages.Map(routes);
        PhoneActs.Map(routes);
    }
}
