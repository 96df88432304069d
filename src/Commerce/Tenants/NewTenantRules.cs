using System.Text.RegularExpressions;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Tenants;

internal static partial class NewTenantRules
{
    public static Refusal? Check(NewTenant shop)
    {
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
