using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels;

/// <summary>One provider's way of sending. A channel never touches the database: what it needs stands in its arguments.</summary>
public interface IChannel
{
    /// <summary>Stable kind, such as <c>web_chat</c>; the value of <c>channel_account.kind</c>.</summary>
    string Kind { get; }

    Capabilities Capabilities { get; }

    /// <summary>Hands the message to the provider. Throws <see cref="ChannelTrouble"/>, which says who may retry.</summary>
    Task<Accepted> Send(Outbound outbound, CancellationToken ct);
}

/// <param name="Account">The account to send from, with its secrets opened.</param>
/// <param name="ThreadKey">The provider's id of the thread or person.</param>
/// <param name="OurId">Our id of this send: carried along wherever the provider can echo it.</param>
public sealed record Outbound(ChannelAccount Account, string ThreadKey, OutboxId OurId, RichMessage Message, MessageClass Class)
{
    /// <summary>Who the message is from, when a person of the shop wrote it.</summary>
    public string? StaffName { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <param name="Credentials">Opened secrets by name; never logged.</param>
/// <param name="Settings">Public settings by name.</param>
public sealed record ChannelAccount(
    TenantId Tenant, ChannelAccountId Id, string Kind, string ExternalId, string Name,
    IReadOnlyDictionary<string, string> Credentials, IReadOnlyDictionary<string, string> Settings);

/// <param name="ProviderId">The provider's id of the message.</param>
public sealed record Accepted(string ProviderId)
{
    /// <summary>For our own web chat: the activity the client reads back, stored in the same transaction as the acceptance.</summary>
    public string? Activity { get; init; }
}

/// <summary>What a channel can show. The renderer lowers a message to it without losing an action.</summary>
/// <param name="TextLength">Longest text of one message, in <paramref name="TextUnit"/>.</param>
/// <param name="Choices">Quick answers or buttons under a message; 0 means they become numbered text.</param>
/// <param name="LabelLength">Longest label of a button, in graphemes.</param>
/// <param name="Cards">Cards in one carousel; 0 means they become a list or numbered text.</param>
public sealed record Capabilities(int TextLength, TextUnit TextUnit, int Choices, int LabelLength, int Cards, bool LinkButton, bool Typing)
{
    /// <summary>Rows of a list that opens from one button; 0 means the channel has none.</summary>
    public int Rows { get; init; }

    /// <summary>Longest title of a list row, in graphemes.</summary>
    public int RowLength { get; init; } = 24;

    /// <summary>Longest second line of a list row, in graphemes.</summary>
    public int RowDetailLength { get; init; } = 72;

    /// <summary>Buttons on one card, its link among them.</summary>
    public int CardButtons { get; init; } = 3;

    /// <summary>Longest title or second line of a card, in graphemes.</summary>
    public int CardTextLength { get; init; } = 80;

    /// <summary>Whether a link button may stand in the same message as quick answers or a list.</summary>
    public bool LinkBesideChoices { get; init; } = true;
}

public enum TextUnit
{
    Characters,
    Utf8Bytes,
}

/// <summary>A provider could not take the message.</summary>
public sealed class ChannelTrouble(Retry retry, string message, TimeSpan? after = null) : Exception(message)
{
    public Retry Retry { get; } = retry;

    /// <summary>Not before this long, when the provider said so.</summary>
    public TimeSpan? After { get; } = after;
}

/// <summary>Who may send again.</summary>
public enum Retry
{
    /// <summary>Nobody: the same request will fail again.</summary>
    Permanent,

    /// <summary>We may, later: the provider did not take it.</summary>
    Temporary,

    /// <summary>Unknown whether it was taken: only where the message's class allows a second copy.</summary>
    Ambiguous,
}

/// <summary>A channel of our own, whose clients read from our database: to send is to store <see cref="Accepted.Activity"/>.</summary>
public interface IStoredChannel : IChannel;
