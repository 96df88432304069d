using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.WebChat.Activities;

/// <summary>
/// Wakes the open streams of a conversation when it has something new. It holds no activity: a woken stream reads the rows after its
/// watermark, so a lost or doubled signal does no harm.
/// </summary>
internal sealed class ActivitySignal : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<StreamSeat>> threads = new(StringComparer.Ordinal);
    private readonly Dictionary<ConversationId, string> known = [];
    private readonly Dictionary<TenantId, int> strangers = [];
    private readonly WebChatOptions options;
    private readonly IDisposable listening;
    private int open;

    public ActivitySignal(Signals signals, WebChatOptions options)
    {
        this.options = options;
        listening = signals.Listen(Hear);
    }

    /// <summary>A seat for one stream; null when this process has no room. One too many in a conversation shows the oldest out.</summary>
    public StreamSeat? Join(TenantId tenant, string thread)
    {
        lock (gate)
        {
            if (open >= options.Streams)
            {
                return null;
            }

            var seats = threads.TryGetValue(thread, out var found) ? found : threads[thread] = [];
            if (seats.Count >= options.StreamsPerConversation)
            {
                seats[0].ShowOut();
                Remove(seats[0]);
                seats = threads.TryGetValue(thread, out found) ? found : threads[thread] = [];
            }

            var seat = new StreamSeat(this, tenant, thread);
            seats.Add(seat);
            open++;
            strangers[tenant] = strangers.GetValueOrDefault(tenant) + 1;
            return seat;
        }
    }

    /// <summary>Tells which of our conversations a thread is, once it is one, and wakes its streams.</summary>
    public void Bind(string thread, ConversationId conversation)
    {
        lock (gate)
        {
            if (threads.TryGetValue(thread, out var seats))
            {
                known[conversation] = thread;
                seats.ForEach(seat => Bind(seat, conversation));
                seats.ForEach(seat => seat.Wake());
            }
        }
    }

    public void Dispose() => listening.Dispose();

    internal void Leave(StreamSeat seat)
    {
        lock (gate)
        {
            Remove(seat);
        }
    }

    // A conversation no seat knows may be the first word of one whose stream waits here: its tenant's unbound streams look for themselves.
    private void Hear(Signal signal)
    {
        if (signal.Kind is not (SignalKind.Activity or SignalKind.Typing))
        {
            return;
        }

        lock (gate)
        {
            if (signal.Kind is SignalKind.Typing)
            {
                (known.TryGetValue(signal.Conversation, out var shown) ? threads[shown] : []).ForEach(seat => seat.ShowTyping());
            }
            else if (known.TryGetValue(signal.Conversation, out var thread))
            {
                threads[thread].ForEach(seat => seat.Wake());
            }
            else if (strangers.ContainsKey(signal.Tenant))
            {
                foreach (var seat in threads.Values.SelectMany(s => s).Where(s => s.Conversation is null && s.Tenant == signal.Tenant))
                {
                    seat.Wake();
                }
            }
        }
    }

    private void Bind(StreamSeat seat, ConversationId conversation)
    {
        if (seat.Conversation is null)
        {
            seat.Conversation = conversation;
            Forget(seat.Tenant);
        }
    }

    private void Remove(StreamSeat seat)
    {
        if (!threads.TryGetValue(seat.Thread, out var seats) || !seats.Remove(seat))
        {
            return;
        }

        open--;
        if (seat.Conversation is null)
        {
            Forget(seat.Tenant);
        }

        if (seats.Count == 0)
        {
            threads.Remove(seat.Thread);
            if (seat.Conversation is { } conversation)
            {
                known.Remove(conversation);
            }
        }
    }

    private void Forget(TenantId tenant)
    {
        if (--strangers[tenant] == 0)
        {
            strangers.Remove(tenant);
        }
    }
}
