using System.Diagnostics;
using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;

namespace ChatCommerce.Benchmarks.Sustaining;

/// <summary>
/// As many turns a second as all parts together bring about on this machine: the program, PostgreSQL and this load generator. Customers
/// write their next line when the last one's answer was accepted; a fixed number of them write at once.
/// </summary>
internal static class SustainedBench
{
    private const int Turns = 10_000, Customers = 512, AtOnce = 48;

    public static async Task<IReadOnlyList<Figure>> Run(Stage stage)
    {
        var customers = await stage.Customers(Customers);
        var crowd = new Crowd(stage, customers);
        var (began, before) = (Stopwatch.GetTimestamp(), stage.Used());
        await crowd.Talk(Turns, AtOnce);
        var perSecond = Turns / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = stage.Used().Since(before);
        var memory = ProcessorTime.MegabytesOf(stage.Shop.Id);
        return
        [
            Figure.AtLeast("sustained turns, all parts on this machine", perSecond, "/s", 150),
            Figure.Exactly("sustained: lines not acknowledged with 2xx", crowd.Refused, 0),
            Figure.AtMost("resident memory of the program after 10,000 turns", memory, "MB", 400),
            Each("PostgreSQL", used.Postgres),
            Each("the program", used.Shop),
            Each("this load generator", used.Load),
        ];

        Figure Each(string who, double seconds) => Figure.Plain($"processor time a turn: {who}", seconds * 1_000 / Turns, "ms");
    }
}
