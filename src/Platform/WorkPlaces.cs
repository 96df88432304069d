namespace ChatCommerce.Platform;

/// <summary>
/// How many pieces of background work use the processor and the database at once. The others wait their turn, so that whoever stores a
/// message never stands behind a crowd; whoever only waits for somebody else's answer steps aside meanwhile and takes no place.
/// </summary>
public sealed class WorkPlaces(int count) : IDisposable
{
    private static readonly AsyncLocal<SemaphoreSlim?> Taken = new();
    private readonly SemaphoreSlim places = new(count, count);

    /// <summary>Does the work once there is a place for it.</summary>
    public async Task<T> Work<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        Taken.Value = places;
        try
        {
            return await work();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Waits for an answer from outside, such as a model's; a place that the caller has is free for that long.</summary>
    public static async Task<T> Aside<T>(Func<Task<T>> answer)
    {
        if (Taken.Value is not { } mine)
        {
            return await answer();
        }

        mine.Release();
        try
        {
            return await answer();
        }
        finally
        {
            // Without a token: the place is given back by whoever took it, also when the work is cancelled.
            await mine.WaitAsync(CancellationToken.None);
        }
    }

    public void Dispose() => places.Dispose();
}
