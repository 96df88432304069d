namespace ChatCommerce.Benchmarks.Measuring;

/// <summary>
/// Load that does not wait for answers: each arrival has its time, fixed beforehand, and latency counts from it. A slow answer therefore
/// makes the next ones late instead of making them fewer.
/// </summary>
internal static class OpenLoop
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    public static async Task<IReadOnlyList<Arrival<T>>> Run<T>(double perSecond, int count, Func<int, Task<T>> act)
    {
        var (start, startedAt) = (Clock.GetTimestamp(), Clock.GetUtcNow());
        List<Task<Arrival<T>>> arrivals = new(count);
        for (var n = 0; n < count; n++)
        {
            var due = TimeSpan.FromSeconds(n / perSecond);
            while (due - Clock.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left + TimeSpan.FromMilliseconds(.5), Clock);
            }

            arrivals.Add(Measure(n, due));
        }

        return await Task.WhenAll(arrivals);

        async Task<Arrival<T>> Measure(int n, TimeSpan due)
        {
            var result = await act(n);
            return new(startedAt + due, (Clock.GetElapsedTime(start) - due).TotalMilliseconds, result);
        }
    }
}

/// <param name="Due">When it was to arrive.</param>
/// <param name="Milliseconds">From then to its answer.</param>
internal sealed record Arrival<T>(DateTimeOffset Due, double Milliseconds, T Result);
