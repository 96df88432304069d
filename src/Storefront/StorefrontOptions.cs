using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.Storefront;

/// <summary>Section <c>Storefront</c>, with <c>PublicUrl</c> and <c>Demo:Folder</c> from the top.</summary>
public sealed class StorefrontOptions
{
    /// <summary>A shop's slug before one of these is its host name: <c>harbor.localhost</c>.</summary>
    [MinLength(1)]
    public string[] HostSuffixes { get; set; } = ["localhost"];

    /// <summary>How long a rendered page may be given to the next visitor: stock on it is at most this old.</summary>
    [Range(0, 2_000)]
    public int KeepPageMilliseconds { get; set; } = 1_000;

    /// <summary>The address of this installation.</summary>
    public Uri PublicUrl { get; set; } = new("http://localhost:5080");

    /// <summary>The folder of the demo shops, whose pictures are served from it; empty: none are.</summary>
    public string DemoFolder { get; set; } = "";
}
