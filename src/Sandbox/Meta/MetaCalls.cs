using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Meta;

/// <summary>Meta's webhooks: one form of signature and of redelivery, and entries that are gathered into one call.</summary>
internal static class MetaCalls
{
    private const string Header = "X-Hub-Signature-256";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan[] First =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>WhatsApp: at once, then less and less often, for seven days.</summary>
    public static readonly Redelivery SevenDays = Redelivery.After(Patience, [.. First, TimeSpan.FromHours(24), TimeSpan.FromHours(48), TimeSpan.FromHours(84)]);

    /// <summary>Messenger and Instagram: the same for 36 hours.</summary>
    public static readonly Redelivery DayAndAHalf = Redelivery.After(Patience, [.. First, TimeSpan.FromHours(12), TimeSpan.FromHours(16)]);

    // Meta escapes everything that is not ASCII, and signs the bytes as they are sent.
    private static readonly JsonSerializerOptions Escaped = new() { Encoder = JavaScriptEncoder.Default };

    public static ProviderCall Signed(Line line, string type, JsonObject body) => Signed(line, type, JsonSerializer.Serialize(body, Escaped));

    public static ProviderCall Signed(Line line, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(line.Secret("app_secret")), bytes);
        return new ProviderCall
        {
            Type = type,
            Body = bytes,
            Headers = new Dictionary<string, string> { [Header] = "sha256=" + Convert.ToHexStringLower(hash), ["User-Agent"] = "facebookexternalua" },
            SignatureHeader = Header,
        };
    }

    /// <summary>The entries of several calls in one, as Meta batches what happens close together.</summary>
    public static ProviderCall? Batch(Line line, IReadOnlyList<ProviderCall> calls)
    {
        var entries = new JsonArray();
        JsonNode? kind = null;
        foreach (var call in calls)
        {
            if (JsonNode.Parse(call.Body) is not JsonObject body || body["entry"] is not JsonArray entry)
            {
                return null;
            }

            kind ??= body["object"]?.DeepClone();
            foreach (var item in entry)
            {
                entries.Add(item?.DeepClone());
            }
        }

        return Signed(line, "batch", new JsonObject { ["object"] = kind, ["entry"] = entries });
    }
}
