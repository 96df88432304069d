using System.Globalization;

namespace ChatCommerce.Storefront.Theme;

/// <summary>An opaque sRGB colour, with the contrast arithmetic of WCAG 2.2 (relative luminance, contrast ratio).</summary>
internal sealed record Colour(byte Red, byte Green, byte Blue)
{
    public static readonly Colour Black = new(0, 0, 0);
    public static readonly Colour White = new(255, 255, 255);

    private double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>Reads <c>#rgb</c> or <c>#rrggbb</c>; nothing else passes, so that a setting cannot smuggle other CSS in.</summary>
    public static Colour? Read(string? text)
    {
        if (text is not ['#', ..] || text.Length is not (4 or 7))
        {
            return null;
        }

        var digits = text.Length == 7 ? text[1..] : string.Concat(text[1..].Select(c => new string(c, 2)));
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;
    }

    /// <summary>1 (the same) to 21 (black on white).</summary>
    public double ContrastWith(Colour other)
    {
        var (a, b) = (Luminance, other.Luminance);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>This colour, moved towards <paramref name="end"/> only as far as it takes to be readable on each of the grounds.</summary>
    public Colour ReadableOn(IReadOnlyList<Colour> grounds, double ratio, Colour end)
    {
        for (var step = 0; step < 20; step++)
        {
            var moved = Mix(end, step / 20.0);
            if (grounds.All(ground => moved.ContrastWith(ground) >= ratio))
            {
                return moved;
            }
        }

        return end;
    }

    public Colour Mix(Colour other, double share) =>
        new(Between(Red, other.Red, share), Between(Green, other.Green, share), Between(Blue, other.Blue, share));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
