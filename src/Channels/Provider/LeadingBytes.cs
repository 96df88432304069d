using System.Text;

namespace ChatCommerce.Channels.Provider;

/// <summary>What a file is, judged by how it begins: names and headers come from strangers.</summary>
public static class LeadingBytes
{
    /// <summary>The media type; null when nothing known begins like this, as with plain text.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> file) => Picture(file) ?? Container(file) ?? Sound(file) ?? Other(file);

    private static string? Picture(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) ? "image/gif"
        : file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) ? "image/tiff"
        : file.Length > 26 && file.StartsWith("BM"u8) ? "image/bmp"
        : null;

    // Formats that hold one thing or another and say a few bytes later which.
    private static string? Container(ReadOnlySpan<byte> file)
    {
        if (file.Length >= 12 && file.StartsWith("RIFF"u8))
        {
            return file[8..].StartsWith("WEBP"u8) ? "image/webp" : file[8..].StartsWith("WAVE"u8) ? "audio/wav" : file[8..].StartsWith("AVI "u8) ? "video/x-msvideo" : null;
        }

        if (file.Length >= 12 && file[4..].StartsWith("ftyp"u8))
        {
            return Encoding.Latin1.GetString(file.Slice(8, 4)) switch
            {
                "avif" or "avis" => "image/avif",
                "heic" or "heix" or "heim" or "heis" or "mif1" or "msf1" => "image/heic",
                "M4A " or "M4B " => "audio/mp4",
                "qt  " => "video/quicktime",
                ['3', 'g', ..] => "video/3gpp",
                _ => "video/mp4",
            };
        }

        return file.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? "video/webm" : null;
    }

    private static string? Sound(ReadOnlySpan<byte> file) =>
        file.StartsWith("OggS"u8) ? "audio/ogg"
        : file.StartsWith("ID3"u8) ? "audio/mpeg"
        : file.StartsWith("#!AMR"u8) ? "audio/amr"
        : file.StartsWith("fLaC"u8) ? "audio/flac"
        : file.Length > 1 && file[0] == 0xFF && (file[1] & 0xF6) == 0xF0 ? "audio/aac"
        : file.Length > 1 && file[0] == 0xFF && (file[1] & 0xE6) is 0xE2 or 0xE4 ? "audio/mpeg"
        : null;

    private static string? Other(ReadOnlySpan<byte> file) =>
        file.StartsWith("%PDF-"u8) ? "application/pdf"
        : file.StartsWith("PK\u0003\u0004"u8) ? "application/zip"
        : file.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "application/gzip"
        : file.StartsWith("MZ"u8) || file.StartsWith("\u007FELF"u8) || file.StartsWith("#!"u8) ? "application/x-executable"
        : Page(file);

    // A page may begin with a byte order mark, spaces and comments before its first tag.
    private static string? Page(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, 1_024)];
        start = (start.StartsWith("\uFEFF"u8) ? start[3..] : start).TrimStart(" \t\r\n"u8);
        if (!start.StartsWith("<"u8))
        {
            return null;
        }

        var text = Encoding.Latin1.GetString(start);
        return text.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "image/svg+xml"
            : text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && !text.Contains("<html", StringComparison.OrdinalIgnoreCase) ? "application/xml"
            : "text/html";
    }
}
