using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Twilio.Sending;
using ChatCommerce.Channels.Webhooks;

namespace ChatCommerce.Channels.Twilio;

/// <summary>Answers either way: ours to a webhook, Twilio's to a message.</summary>
internal static class TwilioAnswer
{
    /// <summary>TwiML that says nothing: what we have to say is sent through the API, where it is tracked.</summary>
    public static WebhookAnswer Silence { get; } = new(200, "text/xml", "<Response/>");

    public static Accepted Accepted(ProviderAnswer answer)
    {
        if (!answer.Ok)
        {
            throw TwilioErrors.Of(answer);
        }

        return answer.Text("sid") is { Length: > 0 } sid
            ? new(sid)
            : throw new ChannelTrouble(Retry.Ambiguous, "Twilio answered without the message it was asked to send.");
    }
}
