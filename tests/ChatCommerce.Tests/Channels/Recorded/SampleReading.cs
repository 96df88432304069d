using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Kakao;
using ChatCommerce.Tests.Channels.Meta;
using ChatCommerce.Tests.Channels.Telegram;
using ChatCommerce.Tests.Channels.Twilio;

namespace ChatCommerce.Tests.Channels.Recorded;

/// <summary>Reads a body from elsewhere by the channel it belongs to and says what kinds of events it came out as.</summary>
internal sealed class SampleReading
{
    private readonly FakeGraph graph = new();
    private readonly TwilioAccount twilio = new();
    private readonly TelegramBot bot = new();

    /// <summary>Type names in their order, joined by plus; <c>unreadable</c> where the call would be kept whole.</summary>
    public string Kinds(string channel, string body)
    {
        try
        {
            return string.Join('+', Read(channel, body).Select(e => e.Content.GetType().Name));
        }
        catch (UnreadableWebhook)
        {
            return "unreadable";
        }
    }

    private IEnumerable<InboundEvent> Read(string channel, string body) => channel switch
    {
        "whatsapp" => Of(graph.WhatsApp, MetaCalls.Call(body), FakeGraph.Account(channel, "200300400500601")),
        "messenger" => Of(graph.Messenger, MetaCalls.Call(body), FakeGraph.Account(channel, "1029384756")),
        "instagram" => Of(graph.Instagram, MetaCalls.Call(body), FakeGraph.Account(channel, "17840000000000001")),
        "telegram" => Of(bot.Channel, bot.Request(body), bot.Account),
        "twilio" => Of(twilio.WhatsApp, twilio.Request(body, type: body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded"), twilio.WhatsAppAccount),
        "kakaotalk" => KakaoWorld.Open(body).Events("key").Select(r => r.Event),
        _ => throw new ArgumentException($"Nobody reads {channel}.", nameof(channel)),
    };

    private static IEnumerable<InboundEvent> Of(IProviderChannel channel, WebhookRequest request, ChannelAccount account) => channel.Read(request, account).Select(r => r.Event);
}
