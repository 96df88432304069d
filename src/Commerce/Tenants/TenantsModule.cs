using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Tenants;

public static class TenantsModule
{
    public static IServiceCollection AddTenants(this IServiceCollection services) => services
        .AddSingleton<Tenants>()
        .AddSingleton<Settings>()
        .AddSingleton<ApiTokens>()
        .AddSingleton<Audit>()
        .AddSingleton<Staff>()
        .AddSingleton<StaffSignIn>();
}
