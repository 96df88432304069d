using ChatCommerce.Commerce.Tenants;

namespace ChatCommerce.BotHost.StaffPages.Orders;

internal static class OrderRoutes
{
    public static void MapOrderPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<OrderPages>();
        var acts = routes.ServiceProvider.GetRequiredService<OrderActs>();
        var orders = routes.StaffGroup("/manage/orders");
        orders.MapGet("", (StaffCall call, HttpContext http) => pages.List(call, http));
        orders.MapGet("/{number}", (StaffCall call, HttpContext http, string number) => pages.Show(call, http, number, null));
        orders.MapPost("/{number}/cancel", (StaffCall call, HttpContext http, string number) => acts.Cancel(call, http, number))
            .WithMetadata(new StaffPage(Role.Agent));
        orders.MapPost("/{number}/check", (StaffCall call, HttpContext http, string number) => acts.Check(call, http, number))
            .WithMetadata(new StaffPage(Role.Agent));
        var goods = orders.MapGroup("/{number}").WithMetadata(new StaffPage(Role.Vendor));
        goods.MapPost("/ship", (StaffCall call, HttpContext http, string number) => acts.Ship(call, http, number));
        goods.MapPost("/complete", (StaffCall call, HttpContext http, string number) => acts.Complete(call, http, number));
        goods.MapPost("/refund", (StaffCall call, HttpContext http, string number) => acts.Refund(call, http, number));
    }
}
