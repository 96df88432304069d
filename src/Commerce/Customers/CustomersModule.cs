using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Customers;

public static class CustomersModule
{
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services.AddSingleton<Contacts>();
}
