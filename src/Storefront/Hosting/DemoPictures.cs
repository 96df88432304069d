using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>
/// The demo shops' drawings, from the folder that <c>Demo:Folder</c> names, and each of them painted as a PNG for messengers, which take no
/// SVG. A real shop's pictures are addresses of its own. A drawing can hold script, so it is served with a policy that runs none.
/// </summary>
internal sealed partial class DemoPictures(string folder)
{
    private readonly PaintedDrawings painted = new();

    public static void Map(IEndpointRouteBuilder routes, string folder)
    {
        if (folder.Length > 0)
        {
            var pictures = new DemoPictures(Path.GetFullPath(folder));
            routes.MapMethods("/{slug}/pictures/{name}.svg", Verbs.Read, (HttpContext http, string slug, string name) => pictures.Drawn(http, slug, name));
            routes.MapMethods("/{slug}/pictures/{name}.png", Verbs.Read, (HttpContext http, string slug, string name) => pictures.Painted(http, slug, name));
        }
    }

    private IResult Drawn(HttpContext http, string slug, string name)
    {
        if (Find(slug, name) is not { } file)
        {
            return Results.NotFound();
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        Keep(http);
        return Results.File(file.FullName, "image/svg+xml", lastModified: new DateTimeOffset(file.LastWriteTimeUtc), entityTag: new EntityTagHeaderValue($"\"{Version(file)}\""));
    }

    private IResult Painted(HttpContext http, string slug, string name)
    {
        if (Find(slug, name) is not { } file || painted.Of(file, Version(file)) is not { } png)
        {
            return Results.NotFound();
        }

        Keep(http);
        return Results.Bytes(png, "image/png", lastModified: new DateTimeOffset(file.LastWriteTimeUtc), entityTag: new EntityTagHeaderValue($"\"{Version(file)}-png\""));
    }

    private FileInfo? Find(string slug, string name)
    {
        var file = new FileInfo(Path.Combine(folder, slug, "pictures", name + ".svg"));
        return Name().IsMatch(slug) && Name().IsMatch(name) && file.Exists ? file : null;
    }

    private static void Keep(HttpContext http) => http.Response.Headers.CacheControl = "public, max-age=3600";

    private static string Version(FileInfo file) => string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}");

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,119}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Name();
}
