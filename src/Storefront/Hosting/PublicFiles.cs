using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>
/// Style sheets, scripts and drawings of <c>wwwroot</c>, kept in the assembly. Ask <see cref="Url"/> for the address: it carries the
/// content's hash, so that a browser keeps the file for a year and still sees a new one at once.
/// </summary>
public static partial class PublicFiles
{
    private static readonly FrozenDictionary<string, PublicFile> Files = Load();

    /// <summary>The address of a file such as <c>css/shop.css</c>.</summary>
    public static string Url(string path) => $"/{path}?v={Files[path].Version}";

    internal static void MapPublicFiles(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, file) in Files)
        {
            routes.MapMethods("/" + path, Verbs.Read, (HttpContext http) => Send(http, file));
        }
    }

    private static IResult Send(HttpContext http, PublicFile file)
    {
        var headers = http.Response.Headers;
        headers.Vary = "Accept-Encoding";
        var named = http.Request.Query["v"] == file.Version;
        if (!http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "br" && e.Quality is null or > 0))
        {
            return Cached.Bytes(http, file.Content, file.Type, file.Version, named);
        }

        headers.ContentEncoding = "br";
        return Cached.Bytes(http, file.Packed, file.Type, file.Version + "-br", named);
    }

    private static FrozenDictionary<string, PublicFile> Load()
    {
        const string root = "wwwroot/";
        var assembly = typeof(PublicFiles).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(root, StringComparison.Ordinal))
            .ToFrozenDictionary(n => n[root.Length..], n => Read(assembly.GetManifestResourceStream(n)!, Path.GetExtension(n)), StringComparer.Ordinal);
    }

    private static PublicFile Read(Stream stream, string extension)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var content = Encoding.UTF8.GetBytes(extension == ".css" ? Compact(text) : text);
        var type = extension switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => throw new NotSupportedException($"wwwroot holds a {extension} file: name its content type here."),
        };
        return new(content, Pack(content), type, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private static byte[] Pack(byte[] content)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        return BrotliEncoder.TryCompress(content, packed, out var length, quality: 11, window: 22)
            ? packed[..length]
            : throw new InvalidOperationException("Brotli found no room for what it said would fit.");
    }

    // Comments and indentation are for us; a first view has 30 KB in all.
    private static string Compact(string css) => Spaces().Replace(Comments().Replace(css, ""), m => m.Value.Trim() is { Length: 1 } sign ? sign : " ").Trim();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s*[{};,]\s*|\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    private sealed record PublicFile(byte[] Content, byte[] Packed, string Type, string Version);
}
