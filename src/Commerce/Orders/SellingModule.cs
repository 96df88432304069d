using ChatCommerce.Commerce.Inventory;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Orders;

public static class SellingModule
{
    /// <summary>Carts, quotes, orders and the stock they hold. The host registers an <see cref="IOrderNews"/>.</summary>
    public static IServiceCollection AddSelling(this IServiceCollection services) => services
        .AddSingleton<Carts.Carts>()
        .AddSingleton<Quotes.Quotes>()
        .AddSingleton<Holds>()
        .AddSingleton<OrderEvents>()
        .AddSingleton<NewOrders>()
        .AddSingleton<UnpaidOrders>()
        .AddSingleton<PlaceOrder>()
        .AddSingleton<Orders>()
        .AddSingleton<OrderTokens>();
}
