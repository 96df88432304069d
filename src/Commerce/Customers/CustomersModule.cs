using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Customers;

public static class CustomersModule
{
    /// <summary>Contacts, and how two of them become one. The host registers an <see cref="IThreads"/>.</summary>
    public static IServiceCollection AddCustomers(this IServiceCollection services) => services
        .AddSingleton<Contacts>()
        .AddSingleton<LinkCodes>()
        .AddSingleton<ShownCodes>()
        .AddSingleton<LinkContacts>();
}
