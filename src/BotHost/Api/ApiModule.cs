using ChatCommerce.BotHost.Api.Resources;
using ChatCommerce.Commerce.Tenants;
using Microsoft.AspNetCore.Authentication;

namespace ChatCommerce.BotHost.Api;

/// <summary>The REST API under <c>/api/v1</c>, described at <c>/openapi/v1.json</c>. The tenant is the token's; no path names one.</summary>
public static class ApiModule
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiTokenSignIn>(ApiTokenSignIn.Scheme, null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Enum.GetValues<Role>())
        {
            authorization.AddPolicy(PolicyOf(role), policy => policy
                .AddAuthenticationSchemes(ApiTokenSignIn.Scheme)
                .RequireAuthenticatedUser()
                .RequireAssertion(context => ApiCalls.RoleOf(context.User) <= role));
        }

        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", o => o.AddDocumentTransformer<ApiDescription>());
        services.AddSingleton<IdempotentWrites>();
        services.AddSingleton<CartActs>();
        services.AddSingleton<ConversationsApi.Acts>();
        return services;
    }

    /// <summary>Each role may do all that the ones after it in <see cref="Role"/> may.</summary>
    internal static string PolicyOf(Role role) => $"api-{role}";

    public static void UseApi(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase), api => api.Use((http, next) =>
            http.RequestServices.GetRequiredService<IdempotentWrites>().Run(http, next)));

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        var api = routes.MapGroup("/api/v1").RequireAuthorization(PolicyOf(Role.Viewer)).DisableAntiforgery().ProducesProblem(400).ProducesProblem(401).ProducesProblem(404);
        api.MapProducts();
        api.MapProductFiles();
        api.MapStock();
        api.MapSearch();
        api.MapContacts();
        api.MapCarts();
        api.MapOrders();
        api.MapRefunds();
        api.MapPaymentExceptions();
        api.MapConversations();
    }
}
