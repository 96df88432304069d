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
    private const int Turns = 10_000, Customers = 512, AtOnce = 48, YardstickTurns = 2_000;

    public static async Task<IReadOnlyList<Figure>> Run(Stage stage)
    {
        var customers = await stage.Customers(Customers);
        var crowd = new Crowd(stage, customers);
        var (began, before) = (Stopwatch.GetTimestamp(), stage.Used());
        await crowd.Talk(Turns, AtOnce, Lines.At);
        var perSecond = Turns / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = stage.Used().Since(before);
        var memory = ProcessorTime.MegabytesOf(stage.Shop.Id);
        var yardstick = await Yardstick(stage, crowd);
        return
        [
            Figure.AtLeast("sustained turns, all parts on this machine", perSecond, "/s", 150),
            Figure.Exactly("sustained: lines not acknowledged with 2xx", crowd.Refused, 0),
            Figure.AtMost("resident memory of the program after 10,000 turns", memory, "MB", 400),
            Each("PostgreSQL", used.Postgres),
            Each("the program", used.Shop),
            Each("this load generator", used.Load),
            .. yardstick,
        ];

        Figure Each(string who, double seconds) => Figure.Plain($"processor time a turn: {who}", seconds * 1_000 / Turns, "ms");
    }

    // One kind of line on both sides, right after each other: the same statements, so the ratio says what the program adds to them.
    private static async Task<IReadOnlyList<Figure>> Yardstick(Stage stage, Crowd crowd)
    {
        var began = Stopwatch.GetTimestamp();
        await crowd.Talk(YardstickTurns, AtOnce, _ => Pgbench.Line);
        var ours = YardstickTurns / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await stage.Quiet();
        return await Pgbench.TurnsPerSecond(stage.Database, stage.Shop.Shop.Id) is not { } plain
            ? []
            :
            [
                Figure.Plain($"turns of \"{Pgbench.Line}\" alone", ours, "/s"),
                Figure.Plain("the same statements by pgbench", plain, "/s"),
                Figure.AtLeast("share of pgbench with the same statements", ours / plain, "", .25),
            ];
    }
}
