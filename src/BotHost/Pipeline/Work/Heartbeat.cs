using Npgsql;

namespace ChatCommerce.BotHost.Pipeline.Work;

/// <summary>
/// Renews a lease at a third of it for as long as its holder works. Whoever cannot renew is told to stop; their writes would be refused by
/// the epoch anyway. Disposing it ends the renewing, and waits until it has ended.
/// </summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource lost;
    private readonly PeriodicTimer beats;
    private readonly Task beating;

    /// <param name="renew">Renews the lease and returns how many rows that wrote: none when it is somebody else's.</param>
    public Heartbeat(TimeSpan lease, Func<CancellationToken, Task<int>> renew, TimeProvider clock, CancellationToken ct)
    {
        lost = CancellationTokenSource.CreateLinkedTokenSource(ct);
        beats = new(lease / 3, clock);
        beating = Beat(renew);
    }

    /// <summary>The lease is lost, or the host stops.</summary>
    public CancellationToken Lost => lost.Token;

    public async ValueTask DisposeAsync()
    {
        // Ends the wait for the next beat without an exception, of which each piece of work would throw one.
        beats.Dispose();
        await beating;
        lost.Dispose();
    }

    private async Task Beat(Func<CancellationToken, Task<int>> renew)
    {
        try
        {
            while (await beats.WaitForNextTickAsync(CancellationToken.None))
            {
                if (await renew(lost.Token) == 0)
                {
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        catch (NpgsqlException)
        {
            // The database is away: the lease runs out and the work is taken up again from its journal.
            await lost.CancelAsync();
        }
    }
}
