using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Tenants;

namespace ChatCommerce.BotHost.StaffPages.Payments;

internal static class PaymentRoutes
{
    public static void MapPaymentPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<PaymentPages>();
        var payments = routes.StaffGroup("/manage/payments");
        payments.MapGet("", (StaffCall call, HttpContext http) => pages.List(call, http, null));
        payments.MapPost("/{id}/resolve", (StaffCall call, HttpContext http, PaymentExceptionId id) => pages.Resolve(call, http, id))
            .WithMetadata(new StaffPage(Role.Vendor));
    }
}
