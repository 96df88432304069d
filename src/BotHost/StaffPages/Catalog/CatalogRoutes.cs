using ChatCommerce.BotHost.Api.Resources;
using ChatCommerce.BotHost.StaffPages.Catalog.Editing;
using ChatCommerce.BotHost.StaffPages.Catalog.Importing;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog.Export;
using ChatCommerce.Commerce.Tenants;
using Microsoft.AspNetCore.Mvc;

namespace ChatCommerce.BotHost.StaffPages.Catalog;

internal static class CatalogRoutes
{
    // Far above what is taken, so that a file that is too large is refused in words and not by a cut connection.
    private const long MostUpload = 100_000_000;

    public static void AddCatalogPages(this IServiceCollection services)
    {
        services.AddSingleton<CatalogList>();
        services.AddSingleton<ProductPages>();
        services.AddSingleton<StockPages>();
        services.AddSingleton<ImportPages>();
    }

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        var list = routes.ServiceProvider.GetRequiredService<CatalogList>();
        var product = routes.ServiceProvider.GetRequiredService<ProductPages>();
        var stock = routes.ServiceProvider.GetRequiredService<StockPages>();
        var pages = routes.StaffGroup("/manage/products");
        pages.MapGet("", (StaffCall call, HttpContext http) => list.Show(call, http));
        pages.MapGet("/export", (StaffCall call, ExportProducts export, string? format, CancellationToken ct) =>
            ProductFilesApi.File(export, call.Tenant.Id, format, ct) ?? Results.NotFound());
        pages.MapGet("/{id}", (StaffCall call, HttpContext http, ProductId id) => product.Show(call, http, id));
        pages.MapGet("/{id}/stock", (StaffCall call, HttpContext http, ProductId id) => stock.Show(call, http, id));
        var writes = pages.MapGroup("").WithMetadata(new StaffPage(Role.Vendor));
        writes.MapGet("/new", (StaffCall call, HttpContext http) => product.New(call, http));
        writes.MapPost("/new", (StaffCall call, HttpContext http) => product.Create(call, http));
        writes.MapPost("/{id}", (StaffCall call, HttpContext http, ProductId id) => product.Save(call, http, id));
        writes.MapPost("/{id}/archive", (StaffCall call, HttpContext http, ProductId id) => product.Archive(call, http, id));
        writes.MapPost("/{id}/stock/{variant}", (StaffCall call, HttpContext http, ProductId id, VariantId variant) => stock.Set(call, http, id, variant));
        writes.MapImport(routes.ServiceProvider.GetRequiredService<ImportPages>());
    }

    private static void MapImport(this RouteGroupBuilder writes, ImportPages import)
    {
        writes.MapGet("/import", (StaffCall call, HttpContext http) => import.Show(call, http));
        writes.MapPost("/import", (StaffCall call, HttpContext http) => import.Check(call, http))
            .WithMetadata(new RequestSizeLimitAttribute(MostUpload));
        writes.MapGet("/import/{upload}", (StaffCall call, HttpContext http, ImportUploadId upload) => import.Report(call, http, upload));
        writes.MapPost("/import/{upload}", (StaffCall call, HttpContext http, ImportUploadId upload) => import.Import(call, http, upload));
    }
}
