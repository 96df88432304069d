using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatCommerce.Sandbox.Dashboard;

/// <summary>The start page: what happens at each provider, and the faults to play.</summary>
internal static class DashboardModule
{
    public static IServiceCollection AddDashboardSection<TComponent>(this IServiceCollection services, string name, string title) =>
        services.AddSingleton(new DashboardSection(name, title, typeof(TComponent)));

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext http, IEnumerable<DashboardSection> sections) =>
        {
            http.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            return new RazorComponentResult<DashboardPage>(new { Sections = sections.ToList() });
        });
        routes.MapGet("/sandbox/live/{name}", (IEnumerable<DashboardSection> sections, string name) =>
            sections.FirstOrDefault(section => section.Name.Equals(name, StringComparison.Ordinal)) is { } found
                ? (IResult)new RazorComponentResult<DashboardPart>(new { found.Component })
                : Results.NotFound());
    }

    /// <summary>Controls are for tests and for these pages, not for whatever other page is open in the browser.</summary>
    public static void UseOwnPagesOnly(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        var changes = !HttpMethods.IsGet(http.Request.Method) && http.Request.Path.StartsWithSegments("/sandbox", StringComparison.Ordinal);
        if (changes && site is "cross-site" or "same-site")
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(http);
    });
}
