using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Http;
using ChatCommerce.Platform.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCommerce.Platform;

public static class PlatformModule
{
    /// <summary>The doors to the database, the clock, the secret box and the guarded HTTP client.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        var database = services.AddSettings<DatabaseOptions>(configuration, "Database", options =>
            options.Owner = configuration["CHATCOMMERCE_DATABASE"] is { Length: > 0 } owner ? owner : options.Owner);
        var secrets = new SecretBox(configuration["CHATCOMMERCE_ENCRYPTION_KEY"] ?? "");
        var key = secrets.Derive("database roles");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(secrets);
        services.AddSingleton(new Migrator(database, key));
        services.AddSingleton(_ => new DataSources(database.ConnectionOf(database.AppRole, key), database.ConnectionOf(database.SystemRole, key)));
        services.AddSingleton<TenantDb>();
        services.AddSingleton<SystemDb>();
        services.AddGuardedHttp(configuration);
        return services;
    }
}
