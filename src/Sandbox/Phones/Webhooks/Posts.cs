using ChatCommerce.Sandbox.Faults;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Webhooks;

/// <summary>Calls on their way to shops, bent by the faults in play.</summary>
internal sealed class Posts(FaultList faults, PostAlarm alarm, TimeProvider clock)
{
    private const int Most = 6_000;
    private readonly Lock gate = new();
    private readonly Shelf<Post> shelf = new(post => post.Id, Most);

    public IReadOnlyList<Post> NewestFirst => Look(posts => posts.NewestFirst.ToList());

    public T Look<T>(Func<Shelf<Post>, T> look)
    {
        lock (gate)
        {
            return look(shelf);
        }
    }

    public void Put(Post post) => Look(posts =>
    {
        posts.Put(post);
        return true;
    });

    public void Queue(PhoneChat chat, ProviderCall call, PostWish wish)
    {
        var met = faults.TakeForEvent(chat.Line.Kind, chat.Line.ExternalId, call.Type);
        var id = Ids.New("call_", 16);
        lock (gate)
        {
            Bend(new Post
            {
                Id = id,
                CallId = id,
                Chat = chat,
                Call = call,
                Wish = wish,
                Lane = wish.Lane,
                DueAt = clock.GetUtcNow() + wish.After,
            }, met);
        }

        alarm.Ring();
    }

    /// <summary>Lets go of what is held for a line, or for all, in the order of the given call ids, the others behind them as they came.</summary>
    public int Release(IReadOnlyList<string> order, string? lineKey, bool newestFirst = false)
    {
        lock (gate)
        {
            var held = Held(post => lineKey is null || post.Chat.Line.Key.Equals(lineKey, StringComparison.Ordinal));
            if (newestFirst)
            {
                held.Reverse();
            }

            var places = order.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
            SendInOrder([.. held.OrderBy(post => places.GetValueOrDefault(post.CallId, int.MaxValue))]);
            return held.Count;
        }
    }

    /// <summary>Releases, last first, what a reorder fault has gathered for too long.</summary>
    public void ReleaseOverdue()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            foreach (var group in Held(post => post.DueAt <= now).GroupBy(post => post.HeldBy, StringComparer.Ordinal).ToList())
            {
                SendInOrder([.. group.Reverse()]);
            }
        }
    }

    private void Bend(Post post, IReadOnlyList<Fault> met)
    {
        Fault? Of(FaultKind kind) => met.FirstOrDefault(fault => fault.Kind == kind);

        if (Of(FaultKind.Drop) is not null)
        {
            shelf.Put(post with { State = DeliveryState.Dropped });
            return;
        }

        if (Of(FaultKind.Delay) is { } delay)
        {
            post = post with { DueAt = post.DueAt + delay.Wait };
        }

        if (Of(FaultKind.Hold) is { } hold)
        {
            post = KeptBy(post, hold, DateTimeOffset.MaxValue);
        }
        else if (Of(FaultKind.Reorder) is { } reorder)
        {
            post = KeptBy(post, reorder, post.DueAt + reorder.Wait);
        }

        var copies = Of(FaultKind.Duplicate)?.Copies ?? 1;
        for (var copy = 1; copy <= copies; copy++)
        {
            // Copies share no lane: they arrive at the same moment, as the worst case does.
            var lane = copies == 1 ? post.Lane : $"{post.Lane}#{post.CallId}#{copy}";
            shelf.Put(post with { Id = copy == 1 ? post.Id : Ids.New("call_", 16), Copy = copy, Lane = lane });
        }

        if (Of(FaultKind.Reorder) is { } gathering)
        {
            ReleaseFull(gathering);
        }
    }

    private static Post KeptBy(Post post, Fault fault, DateTimeOffset until) =>
        post with { State = DeliveryState.Held, HeldBy = fault.Id, DueAt = until };

    private void ReleaseFull(Fault reorder)
    {
        var gathered = Held(post => reorder.Id.Equals(post.HeldBy, StringComparison.Ordinal));
        if (gathered.DistinctBy(post => post.CallId, StringComparer.Ordinal).Count() < reorder.Window)
        {
            return;
        }

        gathered.Reverse();
        SendInOrder(gathered);
    }

    private List<Post> Held(Func<Post, bool> which) => [.. shelf.OldestFirst.Where(post => post.State is DeliveryState.Held && which(post))];

    private void SendInOrder(List<Post> posts)
    {
        var now = clock.GetUtcNow();
        foreach (var post in posts)
        {
            // Taken off and put back: the shelf's order is the lane's order.
            shelf.Remove(post.Id);
            shelf.Put(post with { State = DeliveryState.Waiting, HeldBy = null, DueAt = now });
        }

        alarm.Ring();
    }
}

/// <summary>Rung when there is something to post or a lane is free again.</summary>
internal sealed class PostAlarm(TimeProvider clock) : Alarm(clock);
