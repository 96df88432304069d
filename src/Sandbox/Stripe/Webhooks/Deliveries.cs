using ChatCommerce.Sandbox.Faults;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Webhooks;

/// <summary>Puts deliveries in the queue, bent by the faults in play. Called inside <see cref="Books.Change{T}"/>.</summary>
internal sealed class Deliveries(Books books, FaultList faults, DeliveryAlarm alarm, TimeProvider clock)
{
    public void Queue(StripeEvent happened, IReadOnlyList<WebhookEndpoint> endpoints, string lane, SignatureKind signature = SignatureKind.Right)
    {
        var met = faults.TakeForEvent(StripeModule.Provider, happened.AccountId, happened.Type);
        foreach (var endpoint in endpoints)
        {
            var delivery = new Delivery
            {
                Id = Ids.New("dlv_"),
                EventId = happened.Id,
                Type = happened.Type,
                AccountId = happened.AccountId,
                EndpointId = endpoint.Id,
                Url = endpoint.Url,
                Secret = endpoint.Secret,
                Body = happened.Body,
                Lane = lane,
                Signature = signature,
                DueAt = clock.GetUtcNow(),
            };
            QueueBent(delivery, met);
        }

        alarm.Ring();
    }

    /// <summary>Lets go of what is held, in the order of the given event ids, the others behind them as they came.</summary>
    public int Release(IReadOnlyList<string> order, string? accountId)
    {
        var held = books.Deliveries.OldestFirst
            .Where(delivery => delivery.State is DeliveryState.Held && (accountId is null || delivery.AccountId.Equals(accountId, StringComparison.Ordinal)))
            .OrderBy(delivery => order.ToList().IndexOf(delivery.EventId) is >= 0 and var place ? place : int.MaxValue)
            .ToList();
        SendInOrder(held);
        return held.Count;
    }

    /// <summary>Releases, last first, what a reorder fault has gathered for too long.</summary>
    public void ReleaseOverdue()
    {
        var now = clock.GetUtcNow();
        var overdue = books.Deliveries.OldestFirst
            .Where(delivery => delivery.State is DeliveryState.Held && delivery.DueAt <= now)
            .GroupBy(delivery => delivery.HeldBy, StringComparer.Ordinal)
            .ToList();
        foreach (var group in overdue)
        {
            SendInOrder([.. group.Reverse()]);
        }
    }

    private void QueueBent(Delivery delivery, IReadOnlyList<Fault> met)
    {
        Fault? Of(FaultKind kind) => met.FirstOrDefault(fault => fault.Kind == kind);

        if (Of(FaultKind.Drop) is not null)
        {
            books.Deliveries.Put(delivery with { State = DeliveryState.Dropped });
            return;
        }

        if (Of(FaultKind.Delay) is { } delay)
        {
            delivery = delivery with { DueAt = delivery.DueAt + delay.Wait };
        }

        if (Of(FaultKind.Hold) is { } hold)
        {
            delivery = Held(delivery, hold, DateTimeOffset.MaxValue);
        }
        else if (Of(FaultKind.Reorder) is { } reorder)
        {
            delivery = Held(delivery, reorder, delivery.DueAt + reorder.Wait);
        }

        var copies = Of(FaultKind.Duplicate)?.Copies ?? 1;
        for (var copy = 1; copy <= copies; copy++)
        {
            // Copies share no lane: they arrive at the same moment, as the worst case does.
            var lane = copies == 1 ? delivery.Lane : $"{delivery.Lane}#{delivery.EventId}#{copy}";
            books.Deliveries.Put(delivery with { Id = Ids.New("dlv_"), Copy = copy, Lane = lane });
        }

        if (Of(FaultKind.Reorder) is { } gathering)
        {
            ReleaseFull(gathering);
        }
    }

    private static Delivery Held(Delivery delivery, Fault by, DateTimeOffset until) =>
        delivery with { State = DeliveryState.Held, HeldBy = by.Id, DueAt = until };

    private void ReleaseFull(Fault reorder)
    {
        var gathered = books.Deliveries.OldestFirst
            .Where(delivery => delivery.State is DeliveryState.Held && reorder.Id.Equals(delivery.HeldBy, StringComparison.Ordinal))
            .ToList();
        if (gathered.DistinctBy(delivery => delivery.EventId, StringComparer.Ordinal).Count() < reorder.Window)
        {
            return;
        }

        gathered.Reverse();
        SendInOrder(gathered);
    }

    private void SendInOrder(List<Delivery> deliveries)
    {
        var now = clock.GetUtcNow();
        foreach (var delivery in deliveries)
        {
            // Taken off and put back: the shelf's order is the lane's order.
            books.Deliveries.Remove(delivery.Id);
            books.Deliveries.Put(delivery with { State = DeliveryState.Waiting, HeldBy = null, DueAt = now });
        }

        alarm.Ring();
    }
}
