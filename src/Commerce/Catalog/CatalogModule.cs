using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services
        .AddSingleton<ProductWriter>()
        .AddSingleton<Products>()
        .AddSingleton<Shelf>();
}
