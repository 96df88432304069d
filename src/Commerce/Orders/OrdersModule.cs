using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Orders;

public static class OrdersModule
{
    /// <summary>Orders, from the cart that is placed to its end. The host registers an <see cref="IOrderNews"/>.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton<OrderEvents>()
        .AddSingleton<NewOrders>()
        .AddSingleton<UnpaidOrders>()
        .AddSingleton<PlaceOrder>()
        .AddSingleton<Orders>()
        .AddSingleton<OrderTokens>();
}
