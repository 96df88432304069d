using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Turns;

/// <summary>What a turn must know before it begins, read in one round trip.</summary>
internal sealed record Opening(Shop Shop, bool Suppressed, IReadOnlyList<JournalStep> Recorded)
{
    public static async Task<Opening> Read(TenantScope db, TurnRequest request, CancellationToken ct)
    {
        Sql shop = $"""
            select t.name, t.locale, t.languages, t.currency, t.time_zone, s.value as profile
            from tenant t left join tenant_setting s on s.tenant_id = t.id and s.name = 'profile' where t.id = {db.Tenant}
            """;
        Sql suppressed = $"""
            select exists (select 1 from suppression where tenant_id = {db.Tenant} and contact_id = {request.Contact}) as suppressed
            """;
        await using var reading = await db.Batch([shop, suppressed, Journal.Select(db, request.Turn)], ct);
        return new(
            await reading.Get<Shop>(ct),
            request.Suppressed ?? await reading.Get<bool>(ct),
            request.Recorded ?? await reading.List<JournalStep>(ct));
    }
}

/// <summary>What the assistant says about the shop, and how it speaks.</summary>
/// <param name="Languages">Languages the shop answers in, its own first.</param>
public sealed record Shop(string Name, string Locale, string[] Languages, string Currency, string TimeZone, ShopProfile? Profile)
{
    public string Tagline => Profile?.Tagline ?? "";

    public IReadOnlyList<ShippingMethod> Shipping => Profile?.Shipping ?? [];

    public IReadOnlyList<OpeningHours> OpeningHours => Profile?.OpeningHours ?? [];

    public string OwnLanguage => Languages is [var first, ..] ? first : Locale[..2];
}
