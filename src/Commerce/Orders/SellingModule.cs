using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Orders;

public static class SellingModule
{
    /// <summary>Carts, quotes, orders and the stock they hold.</summary>
    public static IServiceCollection AddSelling(this IServiceCollection services) => services
        .AddSingleton<Carts.Carts>();
}
