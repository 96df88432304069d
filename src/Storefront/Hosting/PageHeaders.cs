using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>What a browser may do with any answer of this program. An endpoint that needs something narrower sets its own header.</summary>
internal static class PageHeaders
{
    private const string Policy =
        "default-src 'self'; img-src 'self' https: data:; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; " +
        "object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static void UsePageHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        // At the very start of the answer, so that they stand on an error page too: the exception handler clears what was set before.
        http.Response.OnStarting(static state =>
        {
            Complete(((HttpContext)state).Response.Headers);
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    private static void Complete(IHeaderDictionary headers)
    {
        headers.TryAdd("Content-Security-Policy", Policy);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");

        // Speaks to a script that we do not have.
        headers.Remove("blazor-enhanced-nav");
    }
}
