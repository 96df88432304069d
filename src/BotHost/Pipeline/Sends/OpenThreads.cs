using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>Which threads free text reaches now.</summary>
internal sealed class OpenThreads(ChannelKinds channels, TimeProvider clock)
{
    // Web chat has no window, but who left the page this long ago does not read there.
    private static readonly WindowRules StillThere = new() { FreeForm = TimeSpan.FromHours(24) };

    public bool IsOpen(KnownThread thread) => channels.Find(thread.Kind) switch
    {
        IProviderChannel { Window.AnswersOnly: false } channel => !thread.WindowClosed && IsOpen(channel.Window, thread),
        IStoredChannel => IsOpen(StillThere, thread),
        _ => false,
    };

    private bool IsOpen(WindowRules rules, KnownThread thread) =>
        WindowPolicy.ClosesAt(rules, thread.LastInboundAt) is not { } closes || closes > clock.GetUtcNow();
}

/// <param name="WindowClosed">The provider has said so since the customer last wrote.</param>
internal sealed record KnownThread(ConversationId Id, string Kind, DateTimeOffset? LastInboundAt, bool WindowClosed);
