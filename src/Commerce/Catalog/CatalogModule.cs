using ChatCommerce.Commerce.Catalog.Export;
using ChatCommerce.Commerce.Catalog.Import;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton<ProductWriter>()
        .AddSingleton<Products>()
        .AddSingleton<Shelf>()
        .AddSingleton<ImportChunk>()
        .AddSingleton<ImportProducts>()
        .AddSingleton<ImportUploads>()
        .AddSingleton<ExportProducts>();
}
