using ChatCommerce.BotHost.Hosting;
using Quartz;

namespace ChatCommerce.BotHost.Jobs;

[DisallowConcurrentExecution]
internal sealed class PruneJob(PruneOldRows prune) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await prune.Run(cancellationToken);
}

internal sealed class SchedulerReady(ISchedulerFactory schedulers) : IReadyPart
{
    public string Name => "scheduler";

    public string? Problem => schedulers.GetAllSchedulers().AsTask() is { IsCompletedSuccessfully: true, Result: var all } && all.Any(s => s.Status == SchedulerStatus.Running)
        ? null
        : "The scheduler does not run.";
}
