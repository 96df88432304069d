using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Webhooks;

/// <summary>Posts what is due, several lanes at a time, and tries again as the provider's redelivery says.</summary>
internal sealed class SendPosts(
    Posts posts, PostToShop post, PhoneChats chats, Arrivals arrivals, PostAlarm alarm, SandboxOptions options) : BackgroundService
{
    private const int AtOnce = 64;
    private readonly Lock lanes = new();
    private readonly HashSet<string> busyLanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var due = posts.Look(shelf => Due(shelf, alarm.Now));
            if (due.Overdue)
            {
                posts.ReleaseOverdue();
            }

            foreach (var ready in due.Now)
            {
                running[ready.Id] = Send(ready, stoppingToken);
            }

            foreach (var (id, _) in running.Where(pair => pair.Value.IsCompleted).ToList())
            {
                running.Remove(id);
            }

            try
            {
                await alarm.Until(due.Next, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(running.Values);
    }

    private DueNow Due(Shelf<Post> shelf, DateTimeOffset now)
    {
        lock (lanes)
        {
            List<Post> ready = [];
            var (overdue, next) = (false, DateTimeOffset.MaxValue);
            // One look at everything: the queue is bounded, and short unless a shop is down.
            foreach (var waiting in shelf.OldestFirst)
            {
                if (!waiting.IsOpen)
                {
                    continue;
                }

                if (waiting.DueAt > now)
                {
                    next = waiting.DueAt < next ? waiting.DueAt : next;
                }
                else if (waiting.State is DeliveryState.Held)
                {
                    overdue = true;
                }
                else if (waiting.State is DeliveryState.Waiting && busyLanes.Count < AtOnce && busyLanes.Add(waiting.LaneNow))
                {
                    ready.Add(waiting);
                }
            }

            return new DueNow(ready, overdue, overdue ? now : next == DateTimeOffset.MaxValue ? null : next);
        }
    }

    private async Task Send(Post ready, CancellationToken ct)
    {
        await Task.Yield();
        posts.Put(ready with { State = DeliveryState.Sending });
        var redelivery = chats.ProviderOf(ready.Chat.Line.Kind)?.Redelivery ?? Redelivery.Never;
        var (attempt, reply) = await post.Try(ready, redelivery.Patience, ct);
        Settle(ready, attempt, redelivery);
        if (ready.Wish.TellsProvider && ready.Copy == 1)
        {
            chats.ProviderOf(ready.Chat.Line.Kind)?.Answered(arrivals, ready.Chat, reply);
        }

        lock (lanes)
        {
            busyLanes.Remove(ready.LaneNow);
        }

        alarm.Ring();
    }

    private void Settle(Post ready, Attempt attempt, Redelivery redelivery)
    {
        var tried = ready with { Attempts = [.. ready.Attempts, attempt] };
        if (attempt.Status is >= 200 and < 300)
        {
            posts.Put(tried with { State = DeliveryState.Delivered });
        }
        else if (tried.Attempts.Count > redelivery.Waits.Count)
        {
            posts.Put(tried with { State = DeliveryState.Failed });
        }
        else
        {
            var wait = redelivery.Waits[tried.Attempts.Count - 1] * options.RetryScale;
            posts.Put(tried with { State = DeliveryState.Waiting, DueAt = alarm.Now + wait });
        }

        chats.Changed(ready.Chat);
    }

    private sealed record DueNow(IReadOnlyList<Post> Now, bool Overdue, DateTimeOffset? Next);
}
