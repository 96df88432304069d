using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatCommerce.Platform.Secrets;

/// <summary>Message signatures, always compared in constant time.</summary>
public static class Signature
{
    public static string HexOf(string secret, ReadOnlySpan<byte> message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), message));

    /// <summary>Compares two strings without telling, by its time, where they differ.</summary>
    public static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    /// <summary>
    /// Checks <c>Stripe-Signature: t=…,v1=…</c> over <c>t.body</c>: any v1 under any secret is accepted within five minutes; v0 is ignored
    /// (docs.stripe.com/webhooks, "Verify webhook signatures manually").
    /// </summary>
    public static bool IsStripe(string? header, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (header is null || header.Length > 2_000)
        {
            return false;
        }

        var parts = header.Split(',').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToList();
        var times = parts.Where(p => p[0].Trim() is "t").Select(p => p[1]).ToList();
        if (times.Count != 1 || !long.TryParse(times[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            || Math.Abs(now.ToUnixTimeSeconds() - time) > 300)
        {
            return false;
        }

        byte[] signed = [.. Encoding.ASCII.GetBytes(times[0] + "."), .. body];
        var given = parts.Where(p => p[0].Trim() is "v1").Select(p => p[1]).ToList();
        var genuine = false;
        foreach (var secret in secrets.Where(s => s.Length > 0))
        {
            var expected = HexOf(secret, signed);
            foreach (var signature in given)
            {
                genuine |= Same(signature, expected);
            }
        }

        return genuine;
    }
}
