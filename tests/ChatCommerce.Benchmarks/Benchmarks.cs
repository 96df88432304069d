using System.Diagnostics;
using System.Globalization;
using ChatCommerce.Benchmarks.Acknowledging;
using ChatCommerce.Benchmarks.Answering;
using ChatCommerce.Benchmarks.Channels;
using ChatCommerce.Benchmarks.LastUnit;
using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.Micro;
using ChatCommerce.Benchmarks.Search;
using ChatCommerce.Benchmarks.Starting;
using ChatCommerce.Benchmarks.Sustaining;
using ChatCommerce.Benchmarks.World;

namespace ChatCommerce.Benchmarks;

/// <summary>
/// All parts in their order. Each that needs the program runs it as a process of its own over one database, which fills as they go, so
/// that the start at the end finds data there.
/// </summary>
internal static class Benchmarks
{
    private static readonly (string Name, string Value)[] NoCoalescing = [("Pipeline__QuietMilliseconds", "0"), ("Pipeline__QuietAfterMediaMilliseconds", "0")];

    public static IReadOnlyList<string> Parts => ["acknowledge", "channels", "last-unit", "turn", "sustained", "start", "search"];

    public static async Task Run(BenchOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        var report = new Report();
        report.Begin();
        if (options.Parts.Contains("micro"))
        {
            report.Add(MicroBench.Run(Directory.CreateTempSubdirectory("chatcommerce-micro").FullName));
        }

        if (options.Parts.Any(p => p is not ("search" or "micro")))
        {
            await RunShop(options, report);
        }

        if (options.Parts.Contains("search"))
        {
            report.Add(await SearchBench.Run(options));
        }

        await report.Write("bench.json", Stopwatch.GetElapsedTime(began));
    }

    private static async Task RunShop(BenchOptions options, Report report)
    {
        var folder = Directory.CreateTempSubdirectory("chatcommerce-bench").FullName;
        try
        {
            await using var database = await BenchDatabase.Open("chatcommerce_bench_shop", keep: false);
            var ground = new Ground(database, folder, report);
            await using var messengers = await Messengers.Open(folder);
            (string, string)[] atTheSandbox = [("CHATCOMMERCE_SANDBOX_PORT", messengers.Port.ToString(CultureInfo.InvariantCulture))];
            await ground.Play(options, [("acknowledge", AcknowledgeBench.Run), ("last-unit", LastUnitBench.Run)]);
            await ground.Play(options, [("channels", new ChannelsBench(messengers).Run)], atTheSandbox);
            await ground.Play(options, [("turn", TurnBench.Run), ("sustained", SustainedBench.Run)], NoCoalescing);
            await ground.Play(options, [("start", StartBench.Run)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Ground(BenchDatabase Database, string Folder, Report Report)
    {
        /// <summary>Starts the program once for these parts and ends it after them.</summary>
        public async Task Play(BenchOptions options, (string Name, Func<Stage, Task<IReadOnlyList<Figure>>> Run)[] parts, params (string Name, string Value)[] settings)
        {
            var wanted = parts.Where(p => options.Parts.Contains(p.Name)).ToList();
            if (wanted.Count == 0)
            {
                return;
            }

            var stage = await Stage.Open(Database, Folder, settings);
            await using var shop = stage.Shop;
            foreach (var part in wanted)
            {
                var (before, began) = (stage.Used(), Stopwatch.GetTimestamp());
                Report.Add(await part.Run(stage));
                Report.Add(Shares(part.Name, stage.Used().Since(before), Stopwatch.GetElapsedTime(began)));
            }
        }

        private static IEnumerable<Figure> Shares(string part, ProcessorTime used, TimeSpan elapsed)
        {
            if (used.PostgresShare is { } share)
            {
                yield return Figure.Plain($"{part}: PostgreSQL's share of the processor time of all parts", share * 100, "%");
            }

            yield return Figure.Plain($"{part}: cores that other programs took meanwhile", used.Others(elapsed), "");
        }
    }
}
