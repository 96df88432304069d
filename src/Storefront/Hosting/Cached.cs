using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ChatCommerce.Storefront.Hosting;

internal static class Cached
{
    private const string Forever = "public, max-age=31536000, immutable";
    private const string AskAgain = "public, no-cache";

    /// <summary>An answer that a browser keeps: for good when its address names the version, else until it has asked whether it still holds.</summary>
    public static IResult Bytes(HttpContext http, byte[] content, string type, string version, bool named)
    {
        http.Response.Headers.CacheControl = named ? Forever : AskAgain;
        return Results.Bytes(content, type, entityTag: new EntityTagHeaderValue($"\"{version}\""));
    }

    public static IResult Text(HttpContext http, string content, string type, string version, bool named) =>
        Bytes(http, System.Text.Encoding.UTF8.GetBytes(content), type, version, named);
}
