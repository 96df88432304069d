using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Carts;

public static class CartsModule
{
    public static IServiceCollection AddCarts(this IServiceCollection services) => services.AddSingleton<Carts>();
}
