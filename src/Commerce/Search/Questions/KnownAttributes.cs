using System.Collections.Concurrent;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Search.Questions;

/// <summary>
/// What buyers can choose in a shop: option names with all values of active variants. Remembered for a few minutes, since reading
/// it walks all variants; a new colour is understood as plain text until then.
/// </summary>
public sealed class KnownAttributes(TenantDb tenants, TimeProvider clock)
{
    private const int MostShops = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<TenantId, (long At, IReadOnlyDictionary<string, IReadOnlyCollection<string>> Values)> shops = new();

    public async Task<IReadOnlyDictionary<string, IReadOnlyCollection<string>>> Get(TenantId tenant, CancellationToken ct)
    {
        if (shops.TryGetValue(tenant, out var kept) && clock.GetElapsedTime(kept.At) < Kept)
        {
            return kept.Values;
        }

        var rows = await tenants.For(tenant).List<OptionValue>($"""
            select o.key as name, o.value as value from variant v cross join lateral jsonb_each_text(v.options) o
            where v.tenant_id = {tenant} and v.active group by o.key, o.value order by o.key, count(*) desc, o.value limit 5000
            """, ct);
        var values = rows.GroupBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => (IReadOnlyCollection<string>)[.. g.Select(r => r.Value)], StringComparer.OrdinalIgnoreCase);
        if (shops.Count >= MostShops)
        {
            shops.Clear();
        }

        shops[tenant] = (clock.GetTimestamp(), values);
        return values;
    }

    private sealed record OptionValue(string Name, string Value);
}
