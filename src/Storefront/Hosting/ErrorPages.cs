using ChatCommerce.Storefront.Pages;
using ChatCommerce.Storefront.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>Pages for people where there is nothing else to show. Programs, which do not ask for HTML, get what they always got.</summary>
public static class ErrorPages
{
    public static bool IsWanted(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public static Task Write(HttpContext http, int status)
    {
        http.Response.Headers.CacheControl = "no-store";
        var words = Words.Of(http.Request.Headers.AcceptLanguage.ToString());
        return Show.Page<Trouble>(new() { ["Status"] = status, ["Words"] = words }, status).ExecuteAsync(http);
    }

    internal static void UseErrorPages(this IApplicationBuilder app) => app.UseStatusCodePages(context =>
        IsWanted(context.HttpContext.Request) ? Write(context.HttpContext, context.HttpContext.Response.StatusCode) : Describe(context.HttpContext));

    private static async Task Describe(HttpContext http)
    {
        if (http.RequestServices.GetService<IProblemDetailsService>() is { } problems)
        {
            await problems.TryWriteAsync(new() { HttpContext = http, ProblemDetails = { Status = http.Response.StatusCode } });
        }
    }
}
