using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Tenants;

public enum TenantStatus
{
    Active,
    Suspended,
}

/// <summary>One shop on the platform.</summary>
/// <param name="Slug">Stable name in addresses, such as <c>harbor</c>.</param>
/// <param name="Locale">BCP 47 tag of the shop's own language, such as <c>en-US</c>.</param>
/// <param name="Languages">Languages the shop answers in, its own first.</param>
/// <param name="Currency">ISO 4217 code of every price of the shop.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record Tenant(TenantId Id, string Slug, string Name, string Locale, string[] Languages, string Currency, string TimeZone, TenantStatus Status);

/// <summary>A shop to open; see <see cref="Tenant"/> for the fields.</summary>
public sealed record NewTenant(string Slug, string Name, string Locale, string[] Languages, string Currency, string TimeZone);
