using System.Threading.Channels;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>Where a request waits until something in its conversation changes. Made before the first look, so that nothing is missed between.</summary>
internal sealed class Rendezvous : IDisposable
{
    // One wake is as good as many: whoever wakes looks at the rows.
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable listening;

    public Rendezvous(Signals signals, ConversationId conversation) => listening = signals.Listen(signal =>
    {
        if (signal.Conversation == conversation && signal.Kind is SignalKind.Send or SignalKind.Inbox)
        {
            wakes.Writer.TryWrite(true);
        }
    });

    /// <summary>Returns at the next change, or when patience ends.</summary>
    public async Task Wait(CancellationToken patience)
    {
        try
        {
            await wakes.Reader.ReadAsync(patience);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // It is late: the caller looks a last time.
        }
    }

    public void Dispose() => listening.Dispose();
}
