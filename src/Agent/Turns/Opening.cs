using System.Collections.Concurrent;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Agent.Turns;

/// <summary>What a turn must know before it begins.</summary>
internal sealed record Opening(Shop Shop, bool Suppressed, IReadOnlyList<JournalStep> Recorded);

/// <summary>Reads openings: in one round trip, or in none when the caller knows the conversation's part and the shop was read lately.</summary>
internal sealed class Openings(TenantDb tenants, TimeProvider clock)
{
    private const int MostKept = 1_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<TenantId, Kept> shops = new();

    public async Task<Opening> Read(TurnRequest request, CancellationToken ct)
    {
        var now = clock.GetTimestamp();
        var shop = shops.TryGetValue(request.Tenant, out var kept) && clock.GetElapsedTime(kept.At, now) < KeptFor ? kept.Shop : null;
        if (shop is not null && request is { Suppressed: { } suppressed, Recorded: { } recorded })
        {
            return new(shop, suppressed, recorded);
        }

        var opening = await Ask(tenants.For(request.Tenant), request, ct);
        if (shops.Count >= MostKept)
        {
            shops.Clear();
        }

        shops[request.Tenant] = new(opening.Shop, now);
        return opening;
    }

    private static async Task<Opening> Ask(TenantScope db, TurnRequest request, CancellationToken ct)
    {
        Sql shop = $"""
            select t.name, t.locale, t.languages, t.currency, t.time_zone, s.value as profile
            from tenant t left join tenant_setting s on s.tenant_id = t.id and s.name = {ShopProfile.Name} where t.id = {db.Tenant}
            """;
        Sql suppressed = $"""
            select exists (select 1 from suppression where tenant_id = {db.Tenant} and contact_id = {request.Contact}) as suppressed
            """;
        await using var reading = await db.Batch([shop, suppressed, Journal.Select(db, request.Turn)], ct);
        var read = new Opening(await reading.Get<Shop>(ct), await reading.Get<bool>(ct), await reading.List<JournalStep>(ct));
        return read with { Suppressed = request.Suppressed ?? read.Suppressed, Recorded = request.Recorded ?? read.Recorded };
    }

    private sealed record Kept(Shop Shop, long At);
}

/// <summary>What the assistant says about the shop, and how it speaks.</summary>
/// <param name="Languages">Languages the shop answers in, its own first.</param>
/// <param name="Profile">What the shop tells about itself; none yet for a new shop.</param>
public sealed record Shop(string Name, string Locale, string[] Languages, string Currency, string TimeZone, ShopProfile? Profile)
{
    public string Tagline => Profile?.Tagline ?? "";

    public IReadOnlyList<ShippingMethod> Shipping => Profile?.Shipping ?? [];

    public IReadOnlyList<OpeningHours> OpeningHours => Profile?.OpeningHours ?? [];

    public string OwnLanguage => Languages is [var first, ..] ? first : Locale[..2];
}
