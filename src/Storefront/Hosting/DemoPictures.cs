using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ChatCommerce.Storefront.Hosting;

/// <summary>
/// The demo shops' drawings, from the folder that <c>Demo:Folder</c> names. A real shop's pictures are addresses of its own. A drawing can
/// hold script, so it is served with a policy that runs none.
/// </summary>
internal static partial class DemoPictures
{
    public static void MapDemoPictures(this IEndpointRouteBuilder routes, string folder)
    {
        if (folder.Length > 0)
        {
            var root = Path.GetFullPath(folder);
            routes.MapMethods("/{slug}/pictures/{name}.svg", Verbs.Read, (HttpContext http, string slug, string name) => Send(http, root, slug, name));
        }
    }

    private static IResult Send(HttpContext http, string root, string slug, string name)
    {
        var file = new FileInfo(Path.Combine(root, slug, "pictures", name + ".svg"));
        if (!Name().IsMatch(slug) || !Name().IsMatch(name) || !file.Exists)
        {
            return Results.NotFound();
        }

        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        http.Response.Headers.CacheControl = "public, max-age=3600";
        var version = string.Create(CultureInfo.InvariantCulture, $"\"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}\"");
        return Results.File(file.FullName, "image/svg+xml", lastModified: new DateTimeOffset(file.LastWriteTimeUtc), entityTag: new EntityTagHeaderValue(version));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,119}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Name();
}
