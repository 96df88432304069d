using ChatCommerce.BotHost.StaffPages;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;

namespace ChatCommerce.BotHost.SignIn;

internal static class SignInModule
{
    public static void AddSignIn(this IServiceCollection services, bool development)
    {
        services.AddSingleton<StaffCookie>();
        services.AddSingleton<SignInEndpoints>();
        AddKeys(services);
        services.AddAuthentication().AddCookie(StaffCookie.Scheme, o =>
        {
            o.Cookie.Name = "staff";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            o.SlidingExpiration = true;
            o.LoginPath = "/sign-in";
            o.ReturnUrlParameter = "return";
            o.EventsType = typeof(StaffCookie);
        });
        services.AddAuthorizationBuilder().AddPolicy(StaffCookie.Policy, p => p.AddAuthenticationSchemes(StaffCookie.Scheme).RequireAuthenticatedUser());
        // A product of 500 variants is a form of thousands of fields.
        services.Configure<FormOptions>(o => o.ValueCountLimit = 8_192);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "form";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        });
    }

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<SignInEndpoints>();
        routes.MapGet("/sign-in", pages.Show).WithMetadata(StaffPage.Anyone);

        // The return type is written down: without it these are taken for request delegates, whose results nobody runs.
        routes.MapPost("/sign-in", async Task<IResult> (HttpContext http) => await pages.Enter(http)).WithMetadata(StaffPage.Anyone);
        routes.MapPost("/sign-out", async Task<IResult> (HttpContext http) => await pages.Leave(http)).RequireAuthorization(StaffCookie.Policy).WithMetadata(StaffPage.Anyone);
    }

    // The same name on every node and in every folder, or they would not read each other's cookies.
    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ChatCommerce");
        services.AddOptions<KeyManagementOptions>().Configure<SystemDb, SecretBox, TimeProvider>((options, system, box, clock) =>
        {
            options.XmlRepository = new CookieKeys(system, clock);
            options.XmlEncryptor = new CookieKeySealer(box);
        });
    }
}
