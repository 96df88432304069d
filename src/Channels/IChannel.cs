using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels;

/// <summary>One way of talking with customers. A channel never touches the database: what it needs stands in its arguments.</summary>
public interface IChannel
{
    /// <summary>Stable kind, such as <c>web_chat</c>; the value of <c>channel_account.kind</c>.</summary>
    string Kind { get; }

    /// <summary>What people call it, in the middle of a sentence.</summary>
    ChannelName Called => ChannelName.Unknown;

    Capabilities Capabilities { get; }
}

public sealed record ChannelName(string English, string Korean)
{
    public static ChannelName Unknown { get; } = new("another channel", "다른 채널");
}

/// <summary>A channel of our own, whose clients read from our database: to send is to store <see cref="Accepted.Activity"/>.</summary>
public interface IStoredChannel : IChannel
{
    Task<Accepted> Send(Outbound outbound, CancellationToken ct);
}

/// <summary>A channel whose provider calls our webhook and whose API we call.</summary>
public interface IProviderChannel : IChannel
{
    /// <summary>What an account is made of, for the page that connects one; null where no page does.</summary>
    AccountForm? Form => null;

    /// <summary>What may be sent when.</summary>
    WindowRules Window { get; }

    /// <summary>What the provider is answered once its events are committed.</summary>
    WebhookAnswer Acknowledgement => WebhookAnswer.Ok;

    /// <summary>The same, for providers whose answer may say something about what came in.</summary>
    /// <param name="stored">The whole batch, committed.</param>
    WebhookAnswer Acknowledge(IReadOnlyList<Received> stored) => Acknowledgement;

    /// <summary>Answers the provider's question when the webhook is set up; null when this is no such question or not a right one.</summary>
    WebhookAnswer? Handshake(WebhookRequest request, ChannelAccount account) => null;

    /// <summary>Whether the provider itself sent this, judged on the raw bytes and compared in constant time.</summary>
    bool IsGenuine(WebhookRequest request, ChannelAccount account);

    /// <summary>The whole batch in the normal form, in its order. A kind that is not known becomes <c>Unsupported</c>, never an exception.</summary>
    /// <exception cref="UnreadableWebhook">The body is not what the provider documents at all.</exception>
    IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account);

    /// <summary>What a report means that the provider sent after it had taken a message, by the same switch as a refused call.</summary>
    ChannelTrouble Trouble(DeliveryReported failed) => new(Retry.Permanent, failed.Error ?? "The provider could not deliver it.");

    /// <summary>Hands one lowered message to the provider. Throws <see cref="ChannelTrouble"/>, which says who may retry.</summary>
    Task<Accepted> Send(OutboundPart part, CancellationToken ct);

    /// <summary>Asks the provider whether the account's credentials work. Throws <see cref="ChannelTrouble"/>.</summary>
    Task Verify(ChannelAccount account, CancellationToken ct);
}
