using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Inventory;

public static class InventoryModule
{
    public static IServiceCollection AddInventory(this IServiceCollection services) => services.AddSingleton<Stock>();
}
