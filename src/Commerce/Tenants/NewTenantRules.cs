using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Tenants;

internal static partial class NewTenantRules
{
    /// <summary>The first part of the program's own addresses, now and soon: a shop of that name could not be reached.</summary>
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(StringComparer.Ordinal,
        "about", "account", "admin", "api", "app", "assets", "blog", "c", "cases", "catalog", "channels", "chat", "contact", "css", "docs", "favicon", "fonts",
        "healthz", "help", "inbox", "js", "login", "logout", "manage", "mcp", "media", "metrics", "openapi", "orders", "pages", "payments",
        "pictures", "platform", "plans", "pricing", "products", "qr", "readyz", "reports", "sandbox", "settings", "shop", "sign-in", "sign-out",
        "sign-up", "static", "status", "support", "t", "v3", "webhooks", "well-known", "www");

    public static Refusal? Check(NewTenant shop)
    {
        if (Reserved.Contains(shop.Slug))
        {
            return new("slug-reserved", $"'{shop.Slug}' is an address of the platform itself. Choose another name, such as '{shop.Slug}-shop'.", nameof(shop.Slug));
        }

        if (!Slug().IsMatch(shop.Slug))
        {
            return new("slug-not-valid", "A shop's slug is 2 to 41 small letters, digits and hyphens and begins with a letter.", nameof(shop.Slug));
        }

        if (!Currency.TryOf(shop.Currency, out _))
        {
            return new("currency-not-valid", $"'{shop.Currency}' is no currency we know: expected an ISO 4217 code such as USD.", nameof(shop.Currency));
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(shop.TimeZone, out _)
            ? null
            : new("time-zone-not-valid", $"'{shop.TimeZone}' is no time zone: expected an IANA name such as Asia/Seoul.", nameof(shop.TimeZone));
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,40}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Slug();
}
