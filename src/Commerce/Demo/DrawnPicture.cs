using System.Text.RegularExpressions;

namespace ChatCommerce.Commerce.Demo;

/// <summary>The pictures that the storefront draws itself, by their address: those of the demo shops.</summary>
public static partial class DrawnPicture
{
    /// <summary>Where the same picture is a PNG; null for every other address, of which nobody knows that.</summary>
    public static string? AsPng(string? address) => address is not null && Drawn().IsMatch(address) ? address[..^"svg".Length] + "png" : null;

    [GeneratedRegex(@"^/[a-z0-9-]+/pictures/[a-z0-9-]+\.svg\z", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Drawn();
}
