namespace ChatCommerce.Commerce.Tenants;

/// <summary>What a shop tells about itself; kept as setting <see cref="Name"/>.</summary>
/// <param name="Tagline">One line under the name.</param>
/// <param name="About">A paragraph, plain text.</param>
/// <param name="Shipping">Ways to deliver, the usual one first.</param>
public sealed record ShopProfile(
    string Tagline,
    string About,
    string ContactEmail,
    string Phone,
    string Address,
    OpeningHours[] OpeningHours,
    Brand Brand,
    ShippingMethod[] Shipping)
{
    /// <summary>The setting's name.</summary>
    public const string Name = "profile";

    /// <summary>A shop that has not told anything yet.</summary>
    public static ShopProfile Empty { get; } = new("", "", "", "", "", [], new Brand("#1f5f8b", "#8fc1e3", null), []);
}

/// <param name="Days">As shown, such as <c>Mon-Fri</c>.</param>
/// <param name="Open">24-hour local time, <c>09:00</c>.</param>
/// <param name="Close">24-hour local time, <c>18:00</c>.</param>
public sealed record OpeningHours(string Days, string Open, string Close);

/// <param name="Accent">CSS colour on light pages.</param>
/// <param name="AccentDark">CSS colour on dark pages.</param>
/// <param name="Logo">Address of a picture, or none.</param>
public sealed record Brand(string Accent, string AccentDark, string? Logo);

/// <param name="PriceMinor">In minor units of the shop's currency.</param>
/// <param name="FreeFromMinor">Free when the goods come to this or more; none: never free.</param>
public sealed record ShippingMethod(string Code, string Label, long PriceMinor, long? FreeFromMinor);
