using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels;

/// <summary>The channel can show that an answer is being written.</summary>
public interface ITyping
{
    /// <param name="lastProviderKey">The provider's id of the customer's last message; typing often marks it as read too.</param>
    Task ShowTyping(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct);

    /// <summary>How long it is shown, unless an answer comes or it is shown again.</summary>
    TimeSpan TypingLasts => Usually;

    static readonly TimeSpan Usually = TimeSpan.FromSeconds(5);
}

/// <summary>The channel can tell the customer that their message was read, without showing that an answer is being written.</summary>
public interface IReadMarks
{
    /// <param name="lastProviderKey">The provider's id of the message; those before it are marked with it.</param>
    Task MarkRead(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct);
}

/// <summary>The channel can tell who somebody is.</summary>
public interface IProfiles
{
    Task<Profile?> Find(ChannelAccount account, string threadKey, CancellationToken ct);
}

/// <param name="Name">Untrusted text.</param>
/// <param name="Language">Two-letter code.</param>
public sealed record Profile(string? Name, string? PictureUrl, string? Language);

/// <summary>The provider can tell until when an account's access token lives.</summary>
public interface ITokenLife
{
    /// <summary>Null where it does not say. Throws <see cref="ChannelTrouble"/>.</summary>
    Task<TokenLife?> TokenLife(ChannelAccount account, CancellationToken ct);
}

/// <param name="EndsAt">Null: it lives for ever.</param>
public sealed record TokenLife(DateTimeOffset? EndsAt);

/// <summary>What customers send as files lies at the provider and is fetched with the account's credentials.</summary>
public interface IMediaSource
{
    Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct);
}

/// <summary>The provider is told by a call, not by a person in its settings, where our webhook is.</summary>
public interface IWebhookSetup
{
    /// <summary>Names our address and secret to the provider; the same again changes nothing. Throws <see cref="ChannelTrouble"/>.</summary>
    Task SetUp(ChannelAccount account, Uri webhook, CancellationToken ct);

    /// <summary>The provider calls us no more. Throws <see cref="ChannelTrouble"/>.</summary>
    Task TakeDown(ChannelAccount account, CancellationToken ct);
}

public sealed record FetchedMedia(string ContentType, byte[] Bytes);
