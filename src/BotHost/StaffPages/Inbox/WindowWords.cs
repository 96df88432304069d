using ChatCommerce.BotHost.Conversations;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.StaffPages.Inbox;

/// <summary>Until when a person may write in a thread, as the channel's rules have it.</summary>
internal sealed class WindowWords(ChannelKinds channels, TimeProvider clock)
{
    public string? Of(Tenant tenant, ConversationLine line) => channels.Find(line.Channel) is IProviderChannel channel
        ? Say(tenant, WindowPolicy.Decide(channel.Window, new(MessageClass.Human, line.LastInboundAt, clock.GetUtcNow()) { Closed = line.WindowClosed }))
        : null;

    private static string? Say(Tenant tenant, Verdict verdict) => verdict switch
    {
        Send { ClosesAt: null } => null,
        Send { Permit: FreeFormPermit, ClosesAt: { } until } => $"Free to write until {StaffAnswers.Moment(tenant, until)}",
        Send { ClosesAt: { } until } => $"The shop's people may write until {StaffAnswers.Moment(tenant, until)}",
        Hold => "What you write waits until the customer writes again",
        _ => null,
    };
}
