using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using ChatCommerce.Benchmarks.Measuring;

namespace ChatCommerce.Benchmarks.Micro;

/// <summary>What reading one webhook costs, by BenchmarkDotNet, in this process: no project of its own is made and restored for it.</summary>
internal static class MicroBench
{
    private const double PerSecond = 20_000, Bytes = 8 * 1024;

    public static IReadOnlyList<Figure> Run(string folder)
    {
        var log = new AccumulationLogger();
        var config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(log)
            .WithArtifactsPath(folder);
        try
        {
            return [.. BenchmarkRunner.Run<ReadWebhook>(config).Reports.SelectMany(Figures)];
        }
        catch (Exception e)
        {
            // What went wrong inside a benchmark stands in its log only.
            throw new InvalidOperationException(log.GetLog(), e);
        }
    }

    private static IEnumerable<Figure> Figures(BenchmarkReport report)
    {
        var kind = report.BenchmarkCase.Parameters[nameof(ReadWebhook.Kind)];
        var statistics = report.ResultStatistics ?? throw new InvalidOperationException($"Reading {kind} was not measured.");
        yield return Figure.AtLeast($"{kind}: text messages read by one core", 1e9 / statistics.Mean, "/s", PerSecond);
        yield return Figure.AtMost($"{kind}: allocated for a text message", report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? double.NaN, "bytes", Bytes);
    }
}
