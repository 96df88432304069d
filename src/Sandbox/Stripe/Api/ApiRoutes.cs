using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Traffic;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>The addresses of Stripe's API below <c>/stripe/v1</c>.</summary>
internal static class ApiRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup(StripeModule.Root + "/v1").WithMetadata(new PlaysApiOf(StripeModule.Provider));
        var sessions = routes.ServiceProvider.GetRequiredService<SessionCalls>();
        var payments = routes.ServiceProvider.GetRequiredService<PaymentCalls>();
        var endpoints = routes.ServiceProvider.GetRequiredService<EndpointCalls>();

        Map(v1, "POST", "checkout/sessions", (call, _) => routes.ServiceProvider.GetRequiredService<OpenSession>().From(call));
        Map(v1, "GET", "checkout/sessions", (call, _) => sessions.List(call));
        Map(v1, "GET", "checkout/sessions/{id}", sessions.Get);
        Map(v1, "GET", "checkout/sessions/{id}/line_items", sessions.LineItems);
        Map(v1, "POST", "checkout/sessions/{id}/expire", sessions.Expire);

        Map(v1, "POST", "refunds", (call, _) => routes.ServiceProvider.GetRequiredService<RefundPayment>().From(call));
        Map(v1, "GET", "refunds", (call, _) => payments.Refunds(call));
        Map(v1, "GET", "refunds/{id}", payments.Refund);
        Map(v1, "GET", "payment_intents/{id}", payments.Intent);
        Map(v1, "GET", "charges/{id}", payments.Charge);
        Map(v1, "GET", "events", (call, _) => payments.Events(call));
        Map(v1, "GET", "events/{id}", payments.Event);

        Map(v1, "GET", "account", (call, _) => EndpointCalls.Account(call));
        Map(v1, "POST", "webhook_endpoints", (call, _) => endpoints.Create(call));
        Map(v1, "GET", "webhook_endpoints", (call, _) => endpoints.List(call));
        Map(v1, "GET", "webhook_endpoints/{id}", endpoints.Get);
        Map(v1, "DELETE", "webhook_endpoints/{id}", endpoints.Delete);

        v1.Map("{**rest}", (HttpContext http, StripeApi api) => api.Handle(http, _ => Answer.Invalid(Unrecognized(http))));
    }

    private static void Map(IEndpointRouteBuilder v1, string method, string path, Func<StripeCall, string, Answer> act) =>
        v1.MapMethods(path, [method], (HttpContext http, StripeApi api) =>
            api.Handle(http, call => act(call, http.Request.RouteValues["id"] as string ?? "")));

    private static StripeError Unrecognized(HttpContext http) => new(
        StatusCodes.Status404NotFound,
        $"Unrecognized request URL ({http.Request.Method}: {http.Request.Path.Value?[StripeModule.Root.Length..]}).");
}
