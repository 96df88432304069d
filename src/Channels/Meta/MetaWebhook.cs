using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Channels.Meta;

/// <summary>
/// What WhatsApp, Messenger and Instagram webhooks share: the signature over the bytes as they came, keyed with the application's secret, and
/// the question when a webhook is set up, which is not signed (developers.facebook.com/docs/graph-api/webhooks/getting-started).
/// </summary>
internal static class MetaWebhook
{
    private const string Prefix = "sha256=";

    public static bool IsGenuine(WebhookRequest request, ChannelAccount account)
    {
        var header = request.Header("X-Hub-Signature-256");
        if (header.Length != Prefix.Length + 64 || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        return account.Values("app_secret").Aggregate(false, (genuine, secret) =>
            Signature.Same(header[Prefix.Length..], Signature.HexOf(secret, request.Body)) | genuine);
    }

    public static WebhookAnswer? Handshake(WebhookRequest request, ChannelAccount account)
    {
        if (request.Query.GetValueOrDefault("hub.mode") != "subscribe"
            || request.Query.GetValueOrDefault("hub.challenge") is not { Length: > 0 and <= 200 } challenge
            || request.Query.GetValueOrDefault("hub.verify_token") is not { Length: > 0 } token)
        {
            return null;
        }

        return account.Accepts("verify_token", token) ? WebhookAnswer.Text(challenge) : null;
    }
}
