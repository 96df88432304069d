using System.Collections.Concurrent;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Tenants;

/// <summary>The shops of the platform. Reads are kept for a few seconds: every request asks which shop it is for.</summary>
public sealed class Tenants(SystemDb system, TimeProvider clock)
{
    private const int MostKept = 1_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    private static Sql Columns => $"t.id, t.slug, t.name, t.locale, t.languages, t.currency, t.time_zone, t.status";

    public Task<Tenant?> Find(string slug, CancellationToken ct) =>
        Keep("slug " + slug, () => system.Find<Tenant>($"select {Columns} from tenant t where t.slug = {slug}", ct));

    /// <summary>The shop that serves a host name it has proved to own.</summary>
    public Task<Tenant?> FindByHost(string host, CancellationToken ct)
    {
        var lower = host.ToLowerInvariant();
        return Keep("host " + lower, () => system.Find<Tenant>($"""
            select {Columns} from tenant t join tenant_domain d on d.tenant_id = t.id
            where d.host = {lower} and d.verified_at is not null
            """, ct));
    }

    public Task<Tenant?> Find(TenantId id, CancellationToken ct) =>
        Keep("id " + id, () => system.Find<Tenant>($"select {Columns} from tenant t where t.id = {id}", ct));

    public async Task<Tenant> Get(TenantId id, CancellationToken ct) =>
        await Find(id, ct) ?? throw new InvalidOperationException($"There is no tenant {id}.");

    public async Task<IReadOnlyList<Tenant>> All(CancellationToken ct) =>
        await system.List<Tenant>($"select {Columns} from tenant t order by t.slug", ct);

    /// <summary>Opens a shop. Refusals: <c>currency-not-valid</c>, <c>time-zone-not-valid</c>, <c>slug-not-valid</c>, <c>slug-reserved</c>, <c>slug-taken</c>.</summary>
    public async Task<Result<Tenant>> Create(NewTenant shop, CancellationToken ct)
    {
        if (NewTenantRules.Check(shop) is { } refusal)
        {
            return refusal;
        }

        var tenant = new Tenant(Id.New<TenantId>(clock), shop.Slug, shop.Name, shop.Locale, shop.Languages, Currency.Of(shop.Currency).Code, shop.TimeZone, TenantStatus.Active);
        var written = await system.Execute($"""
            insert into tenant (id, slug, name, locale, languages, currency, time_zone, created_at)
            values ({tenant.Id}, {tenant.Slug}, {tenant.Name}, {tenant.Locale}, {tenant.Languages}, {tenant.Currency}, {tenant.TimeZone}, {clock.GetUtcNow()})
            on conflict (slug) do nothing
            """, ct);
        return written == 1 ? tenant : new Refusal("slug-taken", $"There is a shop called '{shop.Slug}' already.", nameof(shop.Slug));
    }

    private async Task<Tenant?> Keep(string key, Func<Task<Tenant?>> read)
    {
        var now = clock.GetUtcNow();
        if (kept.TryGetValue(key, out var found) && found.Until > now)
        {
            return found.Tenant;
        }

        // What is not there is not kept: names that strangers make up would push the real ones out.
        if (await read() is not { } tenant)
        {
            return null;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[key] = new(tenant, now + KeptFor);
        return tenant;
    }

    private sealed record Kept(Tenant Tenant, DateTimeOffset Until);
}
