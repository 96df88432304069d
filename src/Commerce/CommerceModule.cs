using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Commerce.Documents;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Tenants;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce;

public static class CommerceModule
{
    /// <summary>Everything a shop is and does, one line a folder.</summary>
    public static IServiceCollection AddCommerce(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddTenants();
        services.AddCustomers();
        services.AddCatalog();
        services.AddInventory();
        services.AddDocuments();
        services.AddCarts();
        services.AddQuotes();
        services.AddOrders();
        services.AddPayments(configuration);
        services.AddSearch();
        services.AddDemo();
        return services;
    }
}
