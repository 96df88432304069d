namespace ChatCommerce.Platform;

/// <summary>
/// How many pieces of background work use this machine's processor and database at once. The others wait their turn. Whoever stores a
/// customer's message goes ahead: it begins at once, and each one under way takes a place from the background work, down to its last.
/// Whoever only waits for somebody else's answer steps aside meanwhile and takes no place, and comes back before those who have not begun.
/// </summary>
public sealed class WorkPlaces(int count)
{
    private static readonly AsyncLocal<WorkPlaces?> Taken = new();
    private readonly Lock gate = new();
    private readonly Queue<TaskCompletionSource> returning = [];
    private readonly Queue<TaskCompletionSource> coming = [];
    private int ahead;
    private int working;

    // One place is never taken away, so that answers still go out while more comes in than we can hold.
    private bool Room => working < Math.Max(1, count - ahead);

    /// <summary>Does what somebody outside waits for, at once.</summary>
    public async Task<T> Ahead<T>(Func<Task<T>> work)
    {
        lock (gate)
        {
            ahead++;
        }

        try
        {
            return await work();
        }
        finally
        {
            lock (gate)
            {
                ahead--;
                Begin();
            }
        }
    }

    /// <summary>Does the work once there is a place for it.</summary>
    public async Task<T> Work<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await Take(coming, ct);
        Taken.Value = this;
        try
        {
            return await work();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Waits for an answer from outside, a model's or a provider's; a place that the caller has is free for that long.</summary>
    public static async Task<T> Aside<T>(Func<Task<T>> answer)
    {
        if (Taken.Value is not { } mine)
        {
            return await answer();
        }

        mine.Leave();
        try
        {
            return await answer();
        }
        finally
        {
            // Without a token: the place is given back by whoever took it, also when the work is cancelled.
            await mine.Take(mine.returning, CancellationToken.None);
        }
    }

    private async Task Take(Queue<TaskCompletionSource> line, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (Room)
            {
                working++;
                return;
            }

            line.Enqueue(turn);
        }

        await using var leaving = ct.Register(() => turn.TrySetCanceled(ct));
        await turn.Task;
    }

    private void Leave()
    {
        lock (gate)
        {
            working--;
            Begin();
        }
    }

    // The places there are go to the first who still wait for one.
    private void Begin()
    {
        while (Room && (returning.TryDequeue(out var next) || coming.TryDequeue(out next)))
        {
            working += next.TrySetResult() ? 1 : 0;
        }
    }
}
