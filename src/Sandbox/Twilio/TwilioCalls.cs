using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Signed form posts to a shop (twilio.com/docs/usage/webhooks/webhooks-security).</summary>
internal static class TwilioCalls
{
    private const string Header = "X-Twilio-Signature";

    public static ProviderCall Signed(Line line, string type, IReadOnlyList<KeyValuePair<string, string>> fields, Uri? to = null)
    {
        var signed = new StringBuilder((to ?? line.Webhook).AbsoluteUri);
        foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

        return new ProviderCall
        {
            Type = type,
            ContentType = "application/x-www-form-urlencoded",
            Body = Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))),
            Headers = new Dictionary<string, string> { [Header] = SignatureOf(line, signed.ToString()) },
            SignatureHeader = Header,
            To = to,
        };
    }

    /// <summary>A body of any kind, covered by its hash in the signed address.</summary>
    public static ProviderCall SignedRaw(Line line, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var to = new Uri($"{line.Webhook.AbsoluteUri}?bodySHA256={Convert.ToHexStringLower(SHA256.HashData(bytes))}");
        return new ProviderCall
        {
            Type = "raw",
            Body = bytes,
            Headers = new Dictionary<string, string> { [Header] = SignatureOf(line, to.AbsoluteUri) },
            SignatureHeader = Header,
            To = to,
        };
    }

    public static List<KeyValuePair<string, string>> Message(PhoneChat chat, CustomerAct act, string from) =>
    [
        new("MessageSid", act.Id),
        new("SmsSid", act.Id),
        new("SmsMessageSid", act.Id),
        new("AccountSid", chat.Line.Setting("account_sid") ?? ""),
        new("ApiVersion", "2010-04-01"),
        new("SmsStatus", "received"),
        new("From", from),
        new("To", chat.Line.ExternalId),
        new("NumSegments", "1"),
    ];

    /// <summary>How one of the shop's messages fares; null when no address was named with it.</summary>
    public static ProviderCall? Report(PhoneChat chat, Uri? to, Reported reported)
    {
        if (to is null)
        {
            return null;
        }

        List<KeyValuePair<string, string>> fields =
        [
            new("MessageSid", reported.Sid),
            new("SmsSid", reported.Sid),
            new("MessageStatus", reported.Status),
            new("SmsStatus", reported.Status),
            new("AccountSid", chat.Line.Setting("account_sid") ?? ""),
            new("ApiVersion", "2010-04-01"),
            new("From", chat.Line.ExternalId),
            new("To", reported.To),
        ];
        if (reported.Code is { } code)
        {
            fields.Add(new("ErrorCode", code));
        }

        return Signed(chat.Line, "status " + reported.Status, fields, to);
    }

    public static string NewSid(string prefix) => prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "Twilio signs with HMAC-SHA1 and nothing else.")]
    private static string SignatureOf(Line line, string signed) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(line.Secret("auth_token")), Encoding.UTF8.GetBytes(signed)));
}

/// <param name="Status">In Twilio's words.</param>
internal sealed record Reported(string Sid, string To, string Status, string? Code = null);
