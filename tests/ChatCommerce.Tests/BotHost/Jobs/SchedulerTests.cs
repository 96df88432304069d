using ChatCommerce.BotHost.Jobs;
using ChatCommerce.Tests.BotHost.Hosting;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Xunit;
using HostProgram = ChatCommerce.BotHost.Program;

namespace ChatCommerce.Tests.BotHost.Jobs;

/// <summary>Two nodes with the scheduler's role on one database. The jobs are read from the program, so that a new one cannot be forgotten.</summary>
public sealed class SchedulerTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly RecordedRuns runs = new();
    private readonly WebApplication[] nodes =
    [
        Start.Built(database, ("CHATCOMMERCE_ROLES", "web,scheduler")),
        Start.Built(database, ("CHATCOMMERCE_ROLES", "web,scheduler")),
    ];

    public async ValueTask InitializeAsync()
    {
        foreach (var node in nodes)
        {
            await HostProgram.Start(node);
            (await Scheduler(node)).ListenerManager.AddJobListener(runs, []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
        {
            await node.StopAsync();
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_job_is_scheduled_fires_and_runs_through_on_one_node_at_a_time()
    {
        var (first, second) = (await Scheduler(nodes[0]), await Scheduler(nodes[1]));
        first.SchedulerInstanceId.Should().NotBe(second.SchedulerInstanceId);
        List<JobKey> jobs = [.. await first.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), Ct)];
        var laid = await database.Ask<string>("select job_class_name from quartz.qrtz_job_details");
        laid.Select(name => name.Split(',')[0]).Should().BeEquivalentTo(typeof(JobsModule).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(IJob))).Select(t => t.FullName));
        var scheduled = await database.Ask<string>("select trigger_name from quartz.qrtz_triggers");
        scheduled.Should().HaveCount(jobs.Count, "two nodes lay one trigger a job");
        await PaymentWorld.Until(async () => (await database.Ask<long>($"select count(*) from quartz.qrtz_triggers where prev_fire_time > 0"))[0] == jobs.Count);

        foreach (var job in jobs)
        {
            await first.TriggerJob(job, new JobDataMap(), Ct);
        }

        await PaymentWorld.Until(() => Task.FromResult(jobs.TrueForAll(j => ByHand(j).Any())));
        jobs.Should().AllSatisfy(job => ByHand(job).Should().ContainSingle(job.ToString()));
        runs.All.Should().AllSatisfy(run => run.Failure.Should().BeNull(run.Job.ToString()));
        runs.All.Select(r => (r.Trigger, r.Due)).Should().OnlyHaveUniqueItems();

        IEnumerable<JobRun> ByHand(JobKey job) => runs.All.Where(r => r.Job.Equals(job) && !scheduled.Contains(r.Trigger.Name));
    }

    [Theory]
    [InlineData("probe-accounts", 60)]
    [InlineData("ask-token-lives", 600)]
    public async Task What_must_not_wait_is_scheduled_as_often_as_promised(string trigger, int seconds) =>
        (await database.Ask<string>($"select repeat_interval || ' ' || repeat_count from quartz.qrtz_simple_triggers where trigger_name = '{trigger}'")).Should().Equal($"{seconds * 1000} -1");

    private static ValueTask<IScheduler> Scheduler(WebApplication node) => node.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
}
