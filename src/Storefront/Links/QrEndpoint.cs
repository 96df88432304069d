using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Links;

/// <summary>The chat link of a product or variant for a phone's camera. It needs no database: a wrong reference leads to the plain chat.</summary>
internal static class QrEndpoint
{
    public static IResult Show(ShopFrame frame, HttpContext http, string reference)
    {
        if (ChatReference.Read(reference) is not { } about)
        {
            return Results.NotFound();
        }

        var link = frame.AbsoluteChat(about);
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(link)))[..12];
        var answer = Cached.Text(http, QrCode.Svg(link), "image/svg+xml", version, named: false);
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return answer;
    }
}
