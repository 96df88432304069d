using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Tests.Channels.Meta;

/// <summary>Webhook calls as Meta makes them.</summary>
internal static class MetaCalls
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static WebhookRequest Call(string body, string? signature = null) => Call(Encoding.UTF8.GetBytes(body), signature);

    public static WebhookRequest Call(byte[] body, string? signature = null) => new(
        "POST", new("https://shop.example/webhooks/meta/token"),
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-Hub-Signature-256"] = signature ?? Sign(body) }, body)
    { ReceivedAt = Now };

    public static string Sign(byte[] body, string secret = "meta_app_secret_for_tests") => "sha256=" + Signature.HexOf(secret, body);

    public static WebhookRequest Question(params (string Name, string Value)[] query) => new(
        "GET", new("https://shop.example/webhooks/meta/token"), new Dictionary<string, string>(), [])
    {
        ReceivedAt = Now,
        Query = query.ToDictionary(q => q.Name, q => q.Value, StringComparer.Ordinal),
    };

    public static ChannelAccount With(this ChannelAccount account, string secret, string value) =>
        account with { Credentials = new Dictionary<string, string>(account.Credentials) { [secret] = value } };
}
