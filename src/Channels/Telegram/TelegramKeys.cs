using System.Globalization;

namespace ChatCommerce.Channels.Telegram;

/// <summary>Ids at the Bot API in the form we store them.</summary>
internal static class TelegramKeys
{
    private const string TapPrefix = "tap:";
    private const string CheckoutPrefix = "checkout:";
    private const string ShippingPrefix = "shipping:";

    /// <summary>A message's id counts within its chat only.</summary>
    public static string Message(long chat, long message) => string.Create(CultureInfo.InvariantCulture, $"{chat}:{message}");

    public static string Update(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A tap is known by the query's id, which also answers it.</summary>
    public static string Tap(string query) => TapPrefix + query;

    public static string Checkout(string query) => CheckoutPrefix + query;

    public static string Shipping(string query) => ShippingPrefix + query;

    public static string? TapOf(string key) => After(TapPrefix, key);

    public static string? CheckoutOf(string key) => After(CheckoutPrefix, key);

    public static string? ShippingOf(string key) => After(ShippingPrefix, key);

    private static string? After(string prefix, string key) => key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : null;
}
