using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.WebChat.Sessions;

/// <summary>What a token says: signed by us, never looked up.</summary>
/// <param name="Conversation">The Direct Line conversation id; the thread key of our conversation.</param>
/// <param name="User">The user the holder of the key bound to the token; null for an anonymous session, which is its conversation.</param>
/// <param name="Origins">Browser origins the token works from; empty: those of the shop.</param>
internal sealed record ChatSession(
    TenantId Tenant, ChannelAccountId Account, string Conversation, ChatUser? User, IReadOnlyList<string> Origins)
{
    public Sender Sender(string? language) => new([new("web_session", User?.Id ?? Conversation)], User?.Name, language);
}

internal sealed record ChatUser(string Id, string? Name);

/// <summary>What a token opens.</summary>
internal enum TokenUse
{
    /// <summary>Every endpoint of its conversation.</summary>
    Chat,

    /// <summary>The stream only, for the minute in which it is opened: it stands in an address, and addresses are logged.</summary>
    Stream,
}
