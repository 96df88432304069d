using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Webhooks;

/// <summary>Delivers what is due, several lanes at a time, and tries again after anything but a 2xx.</summary>
internal sealed class SendWebhooks(
    Books books, Deliveries deliveries, WebhookPost post, DeliveryAlarm alarm, TimeProvider clock) : BackgroundService
{
    private const int AtOnce = 32;
    private readonly Lock lanes = new();
    private readonly HashSet<string> busyLanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var due = books.Read(() => Due(clock.GetUtcNow()));
            if (due.Overdue)
            {
                books.Change(ReleaseOverdue);
            }

            foreach (var delivery in due.Now)
            {
                running[delivery.Id] = Deliver(delivery, stoppingToken);
            }

            Forget();
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

    private DueNow Due(DateTimeOffset now)
    {
        lock (lanes)
        {
            var ready = new List<Delivery>();
            var overdue = false;
            var next = DateTimeOffset.MaxValue;
            // One look at everything: the queue is bounded, and short unless a receiver is down.
            foreach (var delivery in books.Deliveries.OldestFirst)
            {
                if (!delivery.IsOpen)
                {
                    continue;
                }

                if (delivery.DueAt > now)
                {
                    next = delivery.DueAt < next ? delivery.DueAt : next;
                }
                else if (delivery.State is DeliveryState.Held)
                {
                    overdue = true;
                }
                else if (delivery.State is DeliveryState.Waiting && busyLanes.Count < AtOnce && busyLanes.Add(LaneOf(delivery)))
                {
                    ready.Add(delivery);
                }
            }

            return new DueNow(ready, overdue, overdue ? now : next == DateTimeOffset.MaxValue ? null : next);
        }
    }

    /// <summary>A retry must not hold up what happened since, so it has a lane of its own.</summary>
    private static string LaneOf(Delivery delivery) =>
        delivery.Attempts.Count == 0 ? delivery.EndpointId + " " + delivery.Lane : delivery.Id;

    private bool ReleaseOverdue()
    {
        deliveries.ReleaseOverdue();
        return true;
    }

    private async Task Deliver(Delivery delivery, CancellationToken ct)
    {
        await Task.Yield();
        books.Change(() => Put(delivery with { State = DeliveryState.Sending }));
        var attempt = await post.Try(delivery, ct);
        books.Change(() => Settle(delivery, attempt, ct.IsCancellationRequested));
        lock (lanes)
        {
            busyLanes.Remove(LaneOf(delivery));
        }

        alarm.Ring();
    }

    private bool Settle(Delivery delivery, Attempt attempt, bool stopping)
    {
        if (stopping)
        {
            return Put(delivery);
        }

        var tried = delivery with { Attempts = [.. delivery.Attempts, attempt] };
        if (attempt.Status is >= 200 and < 300)
        {
            if (books.Events.Find(delivery.EventId) is { PendingWebhooks: > 0 } happened)
            {
                books.Events.Put(happened with { PendingWebhooks = happened.PendingWebhooks - 1 });
            }

            return Put(tried with { State = DeliveryState.Delivered });
        }

        return post.NextTry(tried.Attempts.Count) is { } wait
            ? Put(tried with { State = DeliveryState.Waiting, DueAt = clock.GetUtcNow() + wait })
            : Put(tried with { State = DeliveryState.Failed });
    }

    private bool Put(Delivery delivery)
    {
        books.Deliveries.Put(delivery);
        return true;
    }

    private void Forget()
    {
        foreach (var (id, _) in running.Where(pair => pair.Value.IsCompleted).ToList())
        {
            running.Remove(id);
        }
    }

    private sealed record DueNow(IReadOnlyList<Delivery> Now, bool Overdue, DateTimeOffset? Next);
}
