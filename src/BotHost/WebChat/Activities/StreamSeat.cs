using System.Threading.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.WebChat.Activities;

/// <summary>One open stream's place among those that are woken. However often it is woken before it looks, it looks once.</summary>
internal sealed class StreamSeat(ActivitySignal signal, TenantId tenant, string thread) : IDisposable
{
    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource shownOut = new();
    private Task<bool>? waiting;
    private bool typing;

    public TenantId Tenant { get; } = tenant;

    public string Thread { get; } = thread;

    /// <summary>Null until the thread has its first activity; written under the signal's lock.</summary>
    public ConversationId? Conversation { get; set; }

    /// <summary>Ends when a newer stream of the conversation took the place.</summary>
    public CancellationToken ShownOut => shownOut.Token;

    public void Wake() => wakes.Writer.TryWrite(true);

    /// <summary>Wakes it to show that the shop is writing.</summary>
    public void ShowTyping()
    {
        Volatile.Write(ref typing, true);
        Wake();
    }

    /// <summary>Whether the shop began to write since it was asked last.</summary>
    public bool TakeTyping() => Interlocked.Exchange(ref typing, false);

    public void ShowOut() => shownOut.Cancel();

    /// <summary>True when woken, false when nothing happened for so long.</summary>
    public async Task<bool> Wait(TimeSpan most, TimeProvider clock, CancellationToken ct)
    {
        // The wait that outlived a time-out is taken up again, so that silence does not pile waits up.
        waiting ??= wakes.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        try
        {
            await waiting.WaitAsync(most, clock, ct);
        }
        catch (TimeoutException)
        {
            return false;
        }

        waiting = null;
        wakes.Reader.TryRead(out _);
        return true;
    }

    public void Dispose()
    {
        signal.Leave(this);
        wakes.Writer.TryComplete();
        shownOut.Dispose();
    }
}
