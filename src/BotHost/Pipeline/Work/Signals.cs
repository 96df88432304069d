using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using Npgsql;

namespace ChatCommerce.BotHost.Pipeline.Work;

public enum SignalKind
{
    /// <summary>A turn may be due.</summary>
    Turn,

    /// <summary>A message may be due to be sent.</summary>
    Send,

    /// <summary>A web chat client has something new to read.</summary>
    Activity,

    /// <summary>A web chat client may show that an answer is being written.</summary>
    Typing,

    /// <summary>The inbox has something new to show.</summary>
    Inbox,

    /// <summary>Something may be due to be fetched from the provider.</summary>
    Fetch,
}

/// <param name="Delay">Milliseconds until it is due.</param>
public readonly record struct Signal(SignalKind Kind, TenantId Tenant, ConversationId Conversation, int Delay = 0);

/// <summary>
/// Tells those who wait that a row changed: at once in this process, and within some milliseconds in the others through NOTIFY, which
/// carries ids only. A lost signal costs time, never a message.
/// </summary>
public sealed class Signals(SystemDb system, ILogger<Signals> log) : BackgroundService
{
    private static readonly string Node = Guid.CreateVersion7().ToString("N");
    private readonly ConcurrentDictionary<Guid, Action<Signal>> listeners = new();

    // Bounded: when notifications pile up the oldest are dropped and the sweep finds their rows.
    private readonly Channel<Signal> outgoing = Channel.CreateBounded<Signal>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    internal static string Topic => "chatcommerce";

    /// <summary>Signals the listeners of this process, and the other nodes where they may hold one.</summary>
    public void Send(SignalKind kind, TenantId tenant, ConversationId conversation, int delay = 0)
    {
        var signal = new Signal(kind, tenant, conversation, delay);
        Deliver(signal);
        outgoing.Writer.TryWrite(signal);
    }

    public IDisposable Listen(Action<Signal> listener)
    {
        var key = Guid.CreateVersion7();
        listeners[key] = listener;
        return new Subscription(() => listeners.TryRemove(key, out _));
    }

    internal void Deliver(Signal signal)
    {
        foreach (var listener in listeners.Values)
        {
            listener(signal);
        }
    }

    /// <summary>Takes apart a payload written by another node; nothing for our own, nor for what a newer node may have to say.</summary>
    internal static IEnumerable<Signal> Parse(string payload)
    {
        var lines = payload.Split('\n');
        return lines[0] == Node ? [] : lines.Skip(1).Select(Read).OfType<Signal>();
    }

    private static Signal? Read(string line) =>
        line.Split(' ') is [var name, var tenant, var conversation, var delay] && Enum.TryParse<SignalKind>(name, out var kind) && Enum.IsDefined(kind)
            && Guid.TryParse(tenant, out var of) && Guid.TryParse(conversation, out var within)
            && int.TryParse(delay, NumberStyles.None, CultureInfo.InvariantCulture, out var wait)
            ? new(kind, new(of), new(within), wait)
            : null;

    // One NOTIFY for many ids: its lock is taken at commit, so it must not ride on the transactions of the hot path.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HashSet<Signal> batch = [];
        var heard = true;
        while (await outgoing.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < 80 && outgoing.Reader.TryRead(out var signal))
            {
                batch.Add(signal);
            }

            var payload = Node + "\n" + string.Join('\n', batch.Select(s => $"{s.Kind} {s.Tenant} {s.Conversation} {s.Delay}"));
            try
            {
                await system.Execute($"select pg_notify({Topic}, {payload})", stoppingToken);
                heard = true;
            }
            catch (NpgsqlException e)
            {
                // The sweeps of the other nodes find the rows. Said once while the database is away.
                log.Log(heard ? LogLevel.Warning : LogLevel.Debug, "Could not notify the other nodes: {Reason}", e.Message);
                heard = false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(15), stoppingToken);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
