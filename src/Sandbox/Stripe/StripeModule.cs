using ChatCommerce.Sandbox.Dashboard;
using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Api;
using ChatCommerce.Sandbox.Stripe.Control;
using ChatCommerce.Sandbox.Stripe.Pages;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe;

/// <summary>Stripe: its API, its hosted checkout page, its webhooks, and the controls that only a sandbox has.</summary>
internal static class StripeModule
{
    public const string Provider = "stripe";
    public const string Root = "/stripe";

    public static IServiceCollection AddStripe(this IServiceCollection services) => services
        .AddSingleton<Books>()
        .AddSingleton(provider => provider.GetRequiredService<Books>().AsSnapshotPart())
        .AddSingleton<ExpiryAlarm>()
        .AddSingleton<DeliveryAlarm>()
        .AddSingleton<Deliveries>()
        .AddSingleton<Events>()
        .AddSingleton<WebhookPost>()
        .AddHostedService<SendWebhooks>()
        .AddSingleton<ExpireSession>()
        .AddHostedService<ExpireSessions>()
        .AddSingleton<OpenSession>()
        .AddSingleton<Charges>()
        .AddSingleton<PaySession>()
        .AddSingleton<RefundPayment>()
        .AddSingleton<DisputeCharge>()
        .AddSingleton<IdempotencyKeys>()
        .AddSingleton<FaultyExecution>()
        .AddSingleton<StripeApi>()
        .AddSingleton<SessionCalls>()
        .AddSingleton<PaymentCalls>()
        .AddSingleton<EndpointCalls>()
        .AddStripeControl()
        .AddDashboardSection<StripeSection>("stripe", "Stripe");

    public static void MapStripe(this IEndpointRouteBuilder routes)
    {
        ApiRoutes.Map(routes);
        ControlRoutes.Map(routes);
        PayRoutes.Map(routes);
        DashboardActs.Map(routes);
    }
}
