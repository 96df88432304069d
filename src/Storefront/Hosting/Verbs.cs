namespace ChatCommerce.Storefront.Hosting;

internal static class Verbs
{
    /// <summary>Link checkers and proxies ask with HEAD before they GET.</summary>
    public static readonly string[] Read = ["GET", "HEAD"];
}
