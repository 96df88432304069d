namespace ChatCommerce.Sandbox;

/// <summary>Lets a loop sleep until something is due or somebody rings.</summary>
internal abstract class Alarm(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromHours(1);
    private readonly SemaphoreSlim rung = new(0, 1);
    private readonly Lock gate = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    public void Ring()
    {
        lock (gate)
        {
            if (rung.CurrentCount == 0)
            {
                rung.Release();
            }
        }
    }

    public void Dispose()
    {
        rung.Dispose();
        GC.SuppressFinalize(this);
    }

    public async Task Until(DateTimeOffset? due, CancellationToken ct)
    {
        var wait = due is { } at ? at - clock.GetUtcNow() : LongestNap;
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        using var nap = new CancellationTokenSource(wait < LongestNap ? wait : LongestNap, clock);
        // A clock that a test moves may have passed the moment while the nap was being set.
        if (clock.GetUtcNow() >= due)
        {
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(nap.Token, ct);
        try
        {
            await rung.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The nap is over: that is what was asked for.
        }
    }
}
