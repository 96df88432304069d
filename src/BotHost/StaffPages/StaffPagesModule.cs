using ChatCommerce.BotHost.SignIn;
using ChatCommerce.BotHost.StaffPages.Catalog;
using ChatCommerce.BotHost.StaffPages.Channels;
using ChatCommerce.BotHost.StaffPages.Inbox;
using ChatCommerce.BotHost.StaffPages.Orders;
using ChatCommerce.BotHost.StaffPages.Payments;
using ChatCommerce.BotHost.StaffPages.Payments.Accounts;
using ChatCommerce.Commerce.Tenants;

namespace ChatCommerce.BotHost.StaffPages;

/// <summary>The pages of the people who run the shops.</summary>
internal static class StaffPagesModule
{
    public static void AddStaffPages(this IServiceCollection services, bool development)
    {
        services.AddSignIn(development);
        services.AddSingleton<StaffGate>();
        services.AddSingleton<WindowWords>();
        services.AddSingleton<InboxPages>();
        services.AddSingleton<InboxStream>();
        services.AddSingleton<OrderMoney>();
        services.AddSingleton<OrderPages>();
        services.AddSingleton<OrderActs>();
        services.AddSingleton<PaymentPages>();
        services.AddPaymentAccountPages();
        services.AddCatalogPages();
        services.AddChannelPages();
    }

    /// <summary>Before the endpoints, after authorization.</summary>
    public static void UseStaffPages(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<StaffGate>();
        app.Use((http, next) => gate.Run(http, next));
    }

    public static void MapStaffPages(this IEndpointRouteBuilder routes)
    {
        routes.MapSignIn();
        foreach (var section in StaffSection.All)
        {
            routes.MapGet("/" + section.Name, (HttpContext http, StaffSignIn signIn) => OwnShop(http, signIn, section))
                .RequireAuthorization(StaffCookie.Policy).WithMetadata(StaffPage.Anyone);
        }

        routes.MapInbox();
        routes.MapOrderPages();
        routes.MapPaymentPages();
        routes.MapPaymentAccountPages();
        routes.MapCatalog();
        routes.MapChannelPages();
    }

    /// <summary>A group for pages of the path's shop; add <c>WithMetadata(new StaffPage(role))</c> to an endpoint that needs more than to look.</summary>
    internal static RouteGroupBuilder StaffGroup(this IEndpointRouteBuilder routes, string below) =>
        routes.MapGroup("/{slug}" + below).RequireAuthorization(StaffCookie.Policy).WithMetadata(new StaffPage(Role.Viewer));

    private static async Task<IResult> OwnShop(HttpContext http, StaffSignIn signIn, StaffSection section)
    {
        var shops = StaffCookie.Id(http.User) is { } id ? await signIn.ShopsOf(id, http.RequestAborted) : [];
        return shops.Count == 0 ? Results.NotFound() : Results.Redirect($"/{shops[0]}{section.Path}");
    }
}
