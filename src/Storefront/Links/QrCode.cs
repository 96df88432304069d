using System.Globalization;
using System.Text;
using QRCoder;

namespace ChatCommerce.Storefront.Links;

/// <summary>A QR code as a small drawing: one path, dark on white with the quiet zone of four modules that the standard asks for.</summary>
internal static class QrCode
{
    public static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            AppendRow(path, rows[y], y);
        }

        return string.Create(CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path d="M0 0h{rows.Count}v{rows.Count}H0z" fill="#fff"/><path d="{path}"/></svg>""");
    }

    // Dark modules beside each other become one bar.
    private static void AppendRow(StringBuilder path, System.Collections.BitArray row, int y)
    {
        for (var x = 0; x < row.Count; x++)
        {
            var from = x;
            while (x < row.Count && row[x])
            {
                x++;
            }

            if (x > from)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }
    }
}
