using System.Text;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>Who calls: the secret key as bearer or as the user name of Basic, and <c>Stripe-Account</c>.</summary>
internal static class Caller
{
    public static (Account? Account, StripeError? Wrong) Identify(HttpRequest request, Books books)
    {
        if (KeyOf(request) is not { Length: > 0 } key)
        {
            return (null, Unauthorized(
                "You did not provide an API key. Send your secret key in the Authorization header, with Bearer or as the user name of Basic."));
        }

        return books.Read(() =>
        {
            if (books.AccountOfKey(key) is not { } own)
            {
                return (null, Unauthorized($"Invalid API Key provided: {Masked(key)}"));
            }

            var wanted = request.Headers["Stripe-Account"].ToString();
            if (wanted.Length == 0 || wanted.Equals(own.Id, StringComparison.Ordinal))
            {
                return (own, null);
            }

            var connected = books.Accounts.Find(wanted);
            return connected?.Platform is { } platform && platform.Equals(own.Id, StringComparison.Ordinal)
                ? (connected, null)
                : ((Account?)null, NoAccess(key, wanted));
        });
    }

    private static string? KeyOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim();
        }

        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var buffer = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..].Trim(), buffer, out var length)
            ? Encoding.UTF8.GetString(buffer, 0, length).Split(':')[0]
            : null;
    }

    private static StripeError Unauthorized(string message) => new(StatusCodes.Status401Unauthorized, message);

    private static StripeError NoAccess(string key, string account) =>
        new(StatusCodes.Status403Forbidden, $"The provided key '{Masked(key)}' does not have access to account '{account}' (or that account does not exist).")
        {
            Code = "account_invalid",
        };

    private static string Masked(string key) =>
        key.StartsWith("sk_", StringComparison.Ordinal) && key.IndexOf('_', 3) is > 0 and var end ? key[..(end + 1)] + "***" : "***";
}
