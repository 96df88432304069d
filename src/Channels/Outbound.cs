using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Channels;

/// <param name="Account">The account to send from, with its secrets opened.</param>
/// <param name="ThreadKey">The provider's id of the thread or person.</param>
/// <param name="OurId">Our id of this send: carried along wherever the provider can echo it.</param>
public sealed record Outbound(ChannelAccount Account, string ThreadKey, OutboxId OurId, RichMessage Message, MessageClass Class)
{
    /// <summary>Who the message is from, when a person of the shop wrote it.</summary>
    public string? StaffName { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>One lowered message: a rich one may become several, sent in order and each recorded before the next.</summary>
/// <param name="Part">Its place, from 0.</param>
/// <param name="Permit">Under which of the channel's rules it goes out.</param>
public sealed record OutboundPart(ChannelAccount Account, string ThreadKey, OutboxId OurId, int Part, Rendered Content, Permit Permit)
{
    public required MessageClass Class { get; init; }

    /// <summary>Two-letter language of the message.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Further parts of the message follow this one.</summary>
    public bool More { get; init; }

    /// <summary>Our id and place in one short text, for providers that echo what we attach.</summary>
    public string Mark => new SendMark(OurId, Part) { More = More }.ToString();
}

/// <param name="Credentials">Opened secrets by name; never logged.</param>
/// <param name="Settings">Public settings by name.</param>
public sealed record ChannelAccount(
    TenantId Tenant, ChannelAccountId Id, string Kind, string ExternalId, string Name,
    IReadOnlyDictionary<string, string> Credentials, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Behind a secret's name: the value before it, accepted while it is being changed.</summary>
    public const string Former = "_old";

    /// <summary>The provider refuses its credentials: nothing is sent until a probe succeeds.</summary>
    public bool Paused { get; init; }

    /// <summary>One message may go out although it is paused, to see whether the provider takes it.</summary>
    public bool OnTrial { get; init; }

    /// <summary>The shop ended it: it has no credentials any more.</summary>
    public bool Disconnected { get; init; }

    /// <summary>The provider asked the whole account not to call sooner.</summary>
    public DateTimeOffset? SlowUntil { get; init; }

    /// <summary>Where the provider calls us for this account, for providers that want to be told with each message.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>A secret the account cannot work without.</summary>
    public string Secret(string name) => Credentials.TryGetValue(name, out var value) && value.Length > 0
        ? value
        : throw new ChannelTrouble(Retry.Permanent, $"The account has no '{name}': enter it again in the channel's settings.") { Meaning = Meaning.CredentialsRefused };

    /// <summary>
    /// Whether what a caller showed is the secret, compared in constant time. While a secret is being changed the one before it,
    /// named with <see cref="Former"/> behind, is accepted too.
    /// </summary>
    public bool Accepts(string name, string given) => Values(name).Aggregate(false, (same, secret) => Signature.Same(secret, given) | same);

    /// <summary>The secret and, while it is being changed, the one before it.</summary>
    public IEnumerable<string> Values(string name) =>
        new[] { name, name + Former }.Select(n => Credentials.GetValueOrDefault(n, "")).Where(secret => secret.Length > 0);

    public override string ToString() => $"{Kind} account {Id}";
}

/// <param name="ProviderId">The provider's id of the message.</param>
public sealed record Accepted(string ProviderId)
{
    /// <summary>For our own web chat: the activity the client reads back, stored in the same transaction as the acceptance.</summary>
    public string? Activity { get; init; }
}
