using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;

namespace ChatCommerce.Benchmarks.Answering;

/// <summary>
/// One turn on the built-in brain, 50 a second, each in a conversation with nothing else under way and with no quiet time: from the moment
/// the line was due to leave its customer to the moment its answer was recorded as accepted. Both clocks are this machine's.
/// </summary>
internal static class TurnBench
{
    private const int PerSecond = 50, Seconds = 20, Customers = 200;

    public static async Task<IReadOnlyList<Figure>> Run(Stage stage)
    {
        var customers = await stage.Customers(Customers);
        var arrivals = await OpenLoop.Run(PerSecond, PerSecond * Seconds, n => Say(customers[n % Customers], n / Customers));
        await stage.Quiet();
        var accepted = await Accepted(stage, [.. customers.Select(c => c.Thread)]);
        List<Answered> answered = [];
        foreach (var arrival in arrivals)
        {
            if (accepted.TryGetValue(arrival.Result, out var times))
            {
                answered.Add(times with { Due = arrival.Due.UtcDateTime });
            }
        }

        return
        [
            Figure.AtMost($"one turn at {PerSecond}/s, line due to answer accepted: p50", At(answered, .5, a => a.Due, a => a.Accepted), "ms", 40),
            Figure.AtMost($"one turn at {PerSecond}/s, line due to answer accepted: p99", At(answered, .99, a => a.Due, a => a.Accepted), "ms", 200),
            Figure.Plain("of it until stored: p50", At(answered, .5, a => a.Due, a => a.Stored), "ms"),
            Figure.Plain("of it until claimed: p50", At(answered, .5, a => a.Stored, a => a.Claimed), "ms"),
            Figure.Plain("of it until its turn was committed: p50", At(answered, .5, a => a.Claimed, a => a.Committed), "ms"),
            Figure.Plain("of it until accepted: p50", At(answered, .5, a => a.Committed, a => a.Accepted), "ms"),
            Figure.Exactly("lines without an answer", arrivals.Count - answered.Count, 0),
        ];
    }

    private static async Task<Line> Say(Customer customer, int n)
    {
        var line = new Line(customer.Thread, customer.Said + 1);
        await customer.Say(Lines.At(n + 1));
        return line;
    }

    private static double At(List<Answered> answered, double share, Func<Answered, DateTime> from, Func<Answered, DateTime> to) =>
        Percentile.Of([.. answered.Select(a => (to(a) - from(a)).TotalMilliseconds)], share);

    // The last time is taken by the server's clock inside the transaction that accepts, so that its commit alone is not in it.
    private static async Task<Dictionary<Line, Answered>> Accepted(Stage stage, string[] threads)
    {
        // Autovacuum has not seen these tables yet, and without statistics the planner would take them for empty.
        await stage.Database.Run("analyze");
        var rows = await stage.Database.Ask($"""
            select c.thread_key, row_number() over (partition by e.conversation_id order by e.seq), e.received_at, t.started_at, t.finished_at, max(a.finished_at)
            from conversation c
            join inbound_event e on e.tenant_id = c.tenant_id and e.conversation_id = c.id
            join turn t on t.tenant_id = c.tenant_id and t.conversation_id = c.id and e.seq between t.first_seq and t.last_seq
            join message m on m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.turn_id = t.id
            join outbox o on o.tenant_id = c.tenant_id and o.message_id = m.id and o.state = 'accepted'
            join send_attempt a on a.tenant_id = c.tenant_id and a.outbox_id = o.id and a.outcome = 'accepted'
            where c.thread_key in ('{string.Join("','", threads)}')
            group by c.thread_key, e.conversation_id, e.seq, e.received_at, t.started_at, t.finished_at
            """, r => (Line: new Line(r.GetString(0), (int)r.GetInt64(1)),
                Times: new Answered(default, r.GetDateTime(2), r.GetDateTime(3), r.GetDateTime(4), r.GetDateTime(5))));
        return rows.ToDictionary(r => r.Line, r => r.Times);
    }

    /// <param name="N">The customer's how many-th line.</param>
    private sealed record Line(string Thread, int N);

    private sealed record Answered(DateTime Due, DateTime Stored, DateTime Claimed, DateTime Committed, DateTime Accepted);
}
