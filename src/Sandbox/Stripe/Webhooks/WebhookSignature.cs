using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Webhooks;

internal static class WebhookSignature
{
    /// <summary>The <c>v1</c> signature: HMAC-SHA256 of "t.body", keyed with the whole secret including its <c>whsec_</c>.</summary>
    public static string V1(string secret, long unixSeconds, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes(unixSeconds.ToString(CultureInfo.InvariantCulture) + "." + body)));

    /// <summary>The <c>Stripe-Signature</c> header, or null for the delivery that goes out unsigned.</summary>
    public static string? Header(Delivery delivery, DateTimeOffset now)
    {
        var at = (delivery.Signature is SignatureKind.Stale ? now.AddHours(-1) : now).ToUnixTimeSeconds();
        return delivery.Signature switch
        {
            SignatureKind.Missing => null,
            SignatureKind.Wrong => $"t={at},v1={V1("whsec_of_somebody_else", at, delivery.Body)}",
            SignatureKind.Right or SignatureKind.Stale => $"t={at},v1={V1(delivery.Secret, at, delivery.Body)}",
            _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.Signature, null),
        };
    }
}
