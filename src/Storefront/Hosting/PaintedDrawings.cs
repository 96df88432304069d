using System.Collections.Concurrent;
using NetVips;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>
/// Drawings of ours as PNG, at most 600 by 600 on white. Each is painted once and kept: there are as many as files in our own folder, some
/// 12 KB each. What is painted comes as bytes with no address of its own, so nothing in a drawing can name another file or site.
/// </summary>
internal sealed class PaintedDrawings
{
    private const int Side = 600;
    private const int LongestDrawing = 256 * 1024;
    private readonly ConcurrentDictionary<string, Painting> paintings = new(StringComparer.Ordinal);

    static PaintedDrawings()
    {
        // A picture is a twentieth of a second of one processor, once; libvips would keep threads and past operations for more.
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
    }

    /// <summary>The painted drawing; null when it is too large a file to be one of ours.</summary>
    public byte[]? Of(FileInfo drawing, string version)
    {
        if (drawing.Length > LongestDrawing)
        {
            return null;
        }

        if (!paintings.TryGetValue(drawing.FullName, out var kept) || kept.Version != version)
        {
            kept = new(version, new(() => Paint(File.ReadAllBytes(drawing.FullName))));
            paintings[drawing.FullName] = kept;
        }

        return kept.Png.Value;
    }

    private static byte[] Paint(byte[] drawing)
    {
        using var drawn = Image.SvgloadBuffer(drawing);
        using var sized = drawn.ThumbnailImage(Side, height: Side, size: Enums.Size.Down);
        using var flat = sized.Flatten(background: [255, 255, 255]);
        return flat.PngsaveBuffer(palette: true);
    }

    private sealed record Painting(string Version, Lazy<byte[]> Png);
}
