using System.Collections.Concurrent;
using Quartz;

namespace ChatCommerce.Tests.BotHost.Jobs;

/// <summary>Writes down every job that ran, on all the hosts it listens to.</summary>
internal sealed class RecordedRuns : IJobListener
{
    private readonly ConcurrentQueue<JobRun> runs = new();

    public string Name => "recorded runs";

    public IReadOnlyList<JobRun> All => [.. runs];

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        runs.Enqueue(new(context.JobDetail.Key, context.Trigger.Key, context.ScheduledFireTimeUtc, jobException));
        return default;
    }
}

internal sealed record JobRun(JobKey Job, TriggerKey Trigger, DateTimeOffset? Due, Exception? Failure);
