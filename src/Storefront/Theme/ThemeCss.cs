using ChatCommerce.Commerce.Tenants;

namespace ChatCommerce.Storefront.Theme;

/// <summary>
/// A shop's colours as CSS custom properties. Whatever colour a shop sets, text and buttons in it stay readable (WCAG AA, 4.5:1): it
/// is darkened on light pages and lightened on dark ones as far as needed.
/// </summary>
internal static class ThemeCss
{
    private const double Readable = 4.5;

    // The grounds that accent text stands on: --paper, --surface and --sunken of tokens.css, and --accent-soft, which is close to --sunken.
    private static readonly Colour[] LightGrounds = [new(0xfa, 0xf9, 0xf7), new(0xff, 0xff, 0xff), new(0xf1, 0xef, 0xea), new(0xe8, 0xea, 0xec)];
    private static readonly Colour[] DarkGrounds = [new(0x16, 0x15, 0x13), new(0x1f, 0x1e, 0x1b), new(0x2a, 0x28, 0x25), new(0x33, 0x32, 0x30)];

    public static string Of(Brand brand)
    {
        var light = Colour.Read(brand.Accent) ?? new(0x1f, 0x5f, 0x8b);
        var dark = Colour.Read(brand.AccentDark) ?? light;
        return $"{Rule(light.ReadableOn(LightGrounds, Readable, Colour.Black))}@media (prefers-color-scheme:dark){{{Rule(dark.ReadableOn(DarkGrounds, Readable, Colour.White))}}}";
    }

    private static string Rule(Colour accent)
    {
        var onAccent = accent.ContrastWith(Colour.White) >= Readable ? Colour.White : new Colour(0x10, 0x15, 0x1a);
        return $":root{{--accent:{accent};--on-accent:{onAccent}}}";
    }
}
