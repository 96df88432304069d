using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Tenants;

/// <summary>Named values of a shop, each one JSON document.</summary>
public sealed class Settings
{
    public async Task<T?> Find<T>(TenantScope db, string name, CancellationToken ct)
        where T : class
    {
        var json = await db.Find<string>($"select value::text from tenant_setting where tenant_id = {db.Tenant} and name = {name}", ct);
        return json is null ? null : Json.Read<T>(json);
    }

    public Task Set<T>(TenantScope db, string name, T value, CancellationToken ct)
        where T : class =>
        db.Execute($"""
            insert into tenant_setting (tenant_id, name, value) values ({db.Tenant}, {name}, {Json.Write(value):jsonb})
            on conflict (tenant_id, name) do update set value = excluded.value
            """, ct);
}
