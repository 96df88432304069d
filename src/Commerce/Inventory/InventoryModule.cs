using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Inventory;

public static class InventoryModule
{
    /// <summary>What is there, and what is held for orders.</summary>
    public static IServiceCollection AddInventory(this IServiceCollection services) => services.AddSingleton<Stock>().AddSingleton<Holds>();
}
