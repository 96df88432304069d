using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Tenants;

namespace ChatCommerce.BotHost.StaffPages.Payments.Accounts;

internal static class PaymentAccountRoutes
{
    public static void AddPaymentAccountPages(this IServiceCollection services)
    {
        services.AddSingleton<PaymentAccountPages>();
        services.AddSingleton<PaymentAccountActs>();
    }

    /// <summary>For owners: credentials are theirs alone.</summary>
    public static void MapPaymentAccountPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<PaymentAccountPages>();
        var acts = routes.ServiceProvider.GetRequiredService<PaymentAccountActs>();
        var accounts = routes.StaffGroup("/manage/payments/accounts").WithMetadata(new StaffPage(Role.Owner));
        accounts.MapGet("", (StaffCall call, HttpContext http) => pages.List(call, http));
        accounts.MapGet("/connect", (StaffCall call, HttpContext http) => pages.Connect(call, http, null));
        accounts.MapPost("/connect", (StaffCall call, HttpContext http) => acts.Connect(call, http));
        accounts.MapGet("/{id}", (StaffCall call, HttpContext http, PaymentAccountId id) => pages.Show(call, http, id, null));
        accounts.MapPost("/{id}/verify", (StaffCall call, HttpContext http, PaymentAccountId id) => acts.Verify(call, http, id));
        accounts.MapPost("/{id}/key", (StaffCall call, HttpContext http, PaymentAccountId id) => acts.ChangeKey(call, http, id));
        accounts.MapPost("/{id}/rotate", (StaffCall call, HttpContext http, PaymentAccountId id) => acts.Rotate(call, http, id));
        accounts.MapPost("/{id}/pause", (StaffCall call, HttpContext http, PaymentAccountId id) => acts.Pause(call, http, id));
        accounts.MapPost("/{id}/activate", (StaffCall call, HttpContext http, PaymentAccountId id) => acts.Activate(call, http, id));
    }
}
