namespace ChatCommerce.Platform;

/// <summary>
/// The one handler of bugs and outages in a job that takes its items one by one: the one that fails is logged and pushed back by the job, and
/// the others have their turn.
/// </summary>
public static class WorkItems
{
    /// <param name="failed">Logs the item's ids and makes it wait. What this throws ends the run: then the database is away, for all of them.</param>
    public static async Task Each<T>(IReadOnlyList<T> items, Func<T, Task> work, Func<T, Exception, Task> failed, CancellationToken ct)
    {
        foreach (var item in items)
        {
            try
            {
                await work(item);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                await failed(item, e);
            }
        }
    }
}
