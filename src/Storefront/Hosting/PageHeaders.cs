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
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(http);
    });
}
