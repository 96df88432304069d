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
/// All parts in their order. Those that need the program run it as a process of its own over one database, which fills as they go, so
/// that the start at the end finds data there. Every kind of line has been said to a program before it is measured, but for the start.
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
            await ground.Play(options, [("acknowledge", AcknowledgeBench.Run), ("channels", new ChannelsBench(messengers).Run), ("last-unit", LastUnitBench.Run)], atTheSandbox);
            await ground.Play(options, [("turn", TurnBench.Run), ("sustained", SustainedBench.Run)], NoCoalescing);
            await ground.Start(options);
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
            await stage.BeInService();
            foreach (var (name, run) in wanted)
            {
                await Measure(stage, name, run);
            }
        }

        /// <summary>The program just started, before anybody has written.</summary>
        public async Task Start(BenchOptions options)
        {
            if (options.Parts.Contains("start"))
            {
                var stage = await Stage.Open(Database, Folder);
                await using var shop = stage.Shop;
                await Measure(stage, "start", StartBench.Run);
            }
        }

        private async Task Measure(Stage stage, string name, Func<Stage, Task<IReadOnlyList<Figure>>> run)
        {
            var (before, began) = (stage.Used(), Stopwatch.GetTimestamp());
            Report.Add(await run(stage));
            Report.Add(Shares(name, stage.Used().Since(before), Stopwatch.GetElapsedTime(began)));
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
