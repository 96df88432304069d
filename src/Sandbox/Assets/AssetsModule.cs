using System.Reflection;

namespace ChatCommerce.Sandbox.Assets;

internal static class AssetsModule
{
    public static void MapAssets(this IEndpointRouteBuilder routes)
    {
        Map(routes, "pay.css", "text/css");
        Map(routes, "dashboard.css", "text/css");
        Map(routes, "dashboard.js", "text/javascript");
        Map(routes, "phones.css", "text/css");
        Map(routes, "phones.js", "text/javascript");
    }

    private static void Map(IEndpointRouteBuilder routes, string name, string type)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The asset {name} is not embedded.");
        using var reader = new StreamReader(resource);
        var text = reader.ReadToEnd();
        routes.MapGet("/assets/" + name, () => Results.Text(text, type + "; charset=utf-8"));
    }
}
