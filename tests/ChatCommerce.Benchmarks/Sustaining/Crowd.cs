using System.Collections.Concurrent;
using ChatCommerce.Benchmarks.World;

namespace ChatCommerce.Benchmarks.Sustaining;

/// <summary>Customers of whom a fixed number wait for an answer at any time; who has got it goes to the end of the line.</summary>
internal sealed class Crowd(Stage stage, IReadOnlyList<Customer> customers)
{
    // Each turn shows the client two activities at least: its own line and the answer, which are stored together with their acceptance.
    private const int ActivitiesPerTurn = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Queue<Customer> idle = new(customers);
    private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<int> refused = [];

    public int Refused => refused.Count;

    /// <param name="line">What a customer says as their n-th line.</param>
    public async Task Talk(int turns, int atOnce, Func<int, string> line)
    {
        await using var watch = await Watermarks.Open(stage.Database);
        var watermarks = await watch.Read([.. customers.Select(c => c.Thread)]);
        var (started, answered) = (0, 0);
        var lastAnswer = TimeProvider.System.GetTimestamp();
        while (answered < turns)
        {
            while (started < turns && waiting.Count < atOnce && idle.TryDequeue(out var next))
            {
                waiting[next.Thread] = new(next, watermarks[next.Thread] + ActivitiesPerTurn, Say(next, line(next.Said)));
                started++;
            }

            await Task.Delay(Look);
            foreach (var (thread, watermark) in await watch.Read([.. waiting.Keys]))
            {
                watermarks[thread] = watermark;
                if (watermark >= waiting[thread].Until && waiting[thread].Saying.IsCompleted)
                {
                    waiting.Remove(thread, out var done);
                    idle.Enqueue(done!.Customer);
                    answered++;
                    lastAnswer = TimeProvider.System.GetTimestamp();
                }
            }

            if (TimeProvider.System.GetElapsedTime(lastAnswer) > Patience)
            {
                throw new InvalidOperationException($"No answer came for {Patience.TotalSeconds} s; {waiting.Count} customers wait.");
            }
        }
    }

    private async Task Say(Customer customer, string line)
    {
        if (await customer.Say(line) is var status and (< 200 or > 299))
        {
            refused.Add(status);
        }
    }

    private sealed record Waiting(Customer Customer, long Until, Task Saying);
}
