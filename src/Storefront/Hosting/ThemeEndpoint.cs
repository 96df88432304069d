using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Storefront.Shop;
using ChatCommerce.Storefront.Theme;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>A shop's colours as a style sheet of their own, since the content policy allows no inline style.</summary>
internal static class ThemeEndpoint
{
    public static string VersionOf(Brand brand) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ThemeCss.Of(brand))))[..12];

    public static IResult Show(ShopFrame frame, HttpContext http)
    {
        var version = VersionOf(frame.Profile.Brand);
        return Cached.Text(http, ThemeCss.Of(frame.Profile.Brand), "text/css; charset=utf-8", version, http.Request.Query["v"] == version);
    }
}
