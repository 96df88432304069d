using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Channels.Twilio.Reading;

/// <summary>
/// <c>X-Twilio-Signature</c>: HMAC-SHA1 over the public address and, for a form, its parameters sorted by name
/// (twilio.com/docs/usage/webhooks/webhooks-security). A JSON body is covered by its hash in the signed address.
/// </summary>
internal static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    public static bool IsGenuine(WebhookRequest request, IEnumerable<string> tokens)
    {
        var given = request.Header(Header);
        if (given.Length is 0 or > 200 || Covered(request) is not { } covered)
        {
            return false;
        }

        // Twilio does not say whether it wrote the port of the address down, so both ways are right.
        var genuine = false;
        foreach (var token in tokens)
        {
            genuine |= Signature.Same(Of(token, Address(request.Url, port: false) + covered), given);
            genuine |= Signature.Same(Of(token, Address(request.Url, port: true) + covered), given);
        }

        return genuine;
    }

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    public static string Of(string token, string signed) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed)));

    /// <summary>Names and values of a form as they are signed. A name that comes twice with one value counts once, as Twilio's own libraries have it.</summary>
    public static string Joined(IEnumerable<(string Name, string Value)> fields)
    {
        var signed = new StringBuilder(1_000);
        foreach (var (name, value) in fields.Distinct().OrderBy(f => f.Name, StringComparer.Ordinal).ThenBy(f => f.Value, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

        return signed.ToString();
    }

    // Null: the body is not covered by any signature.
    private static string? Covered(WebhookRequest request)
    {
        if (request.Method is "GET")
        {
            return "";
        }

        if (request.ContentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return Joined(TwilioForm.Parse(request).Fields);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(request.Body));
        return request.Query.TryGetValue("bodySHA256", out var named) && Signature.Same(named, hash) ? "" : null;
    }

    private static string Address(Uri url, bool port) => $"{url.Scheme}://{url.Host}{(port ? $":{url.Port}" : "")}{url.PathAndQuery}";
}
