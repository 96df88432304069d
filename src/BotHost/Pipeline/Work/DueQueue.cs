using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Work;

/// <summary>Conversations that are due, soonest first. Losing it loses nothing: the rows say what is due and a sweep finds them.</summary>
public sealed class DueQueue(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Key, long> latest = [];
    private readonly PriorityQueue<Key, long> queue = new();
    private readonly Queue<TaskCompletionSource<bool>> waiting = new();

    public readonly record struct Key(TenantId Tenant, ConversationId Conversation);

    /// <summary>Wakes a worker for the conversation after <paramref name="delay"/>; a later call for it replaces the time.</summary>
    public void Add(TenantId tenant, ConversationId conversation, TimeSpan delay)
    {
        var due = clock.GetTimestamp() + (long)(delay.TotalSeconds * clock.TimestampFrequency);
        var key = new Key(tenant, conversation);
        lock (gate)
        {
            latest[key] = due;
            queue.Enqueue(key, due);
            while (waiting.TryDequeue(out var waiter) && !waiter.TrySetResult(true))
            {
            }
        }
    }

    /// <summary>Waits for the next conversation whose time has come.</summary>
    public async Task<Key> Take(CancellationToken ct)
    {
        while (true)
        {
            var (key, wait, changed) = Next();
            if (key is { } due)
            {
                return due;
            }

            await using var cancelled = ct.Register(() => changed!.TrySetCanceled(ct));
            await using var timer = wait is { } left ? clock.CreateTimer(_ => changed!.TrySetResult(false), null, left, Timeout.InfiniteTimeSpan) : null;
            await changed!.Task;
        }
    }

    private (Key? Key, TimeSpan? Wait, TaskCompletionSource<bool>? Changed) Next()
    {
        lock (gate)
        {
            while (queue.TryPeek(out var key, out var due))
            {
                if (!latest.TryGetValue(key, out var wanted) || wanted != due)
                {
                    queue.Dequeue();
                    continue;
                }

                var left = due - clock.GetTimestamp();
                if (left > 0)
                {
                    return (null, TimeSpan.FromSeconds((double)left / clock.TimestampFrequency), Wait());
                }

                queue.Dequeue();
                latest.Remove(key);
                return (key, null, null);
            }

            return (null, null, Wait());
        }
    }

    private TaskCompletionSource<bool> Wait()
    {
        var waiter = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(waiter);
        return waiter;
    }
}
