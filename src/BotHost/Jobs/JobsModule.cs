using System.Data.Common;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Platform.Database;
using Quartz;

namespace ChatCommerce.BotHost.Jobs;

public static class JobsModule
{
    /// <summary>The clustered scheduler, on nodes with that role. Each job runs on one node at a time, wherever it is due.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services, HostRoles roles)
    {
        services.AddSingleton<SchedulerSchema>();
        services.AddSingleton<PruneOldRows>();
        if (!roles.Scheduler)
        {
            return services;
        }

        services.AddSingleton<DbDataSource>(provider => provider.GetRequiredService<DataSources>().System);
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o =>
            {
                o.InstanceName = "chatcommerce";
                // Nodes that shared an id would take each other's dead work for their own.
                o.GenerateInstanceId = true;
                o.IdleWaitTime = TimeSpan.FromSeconds(10);
            });
            quartz.UseDefaultThreadPool(4);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(d => d.UseRegisteredDataSource = true);
                store.ConfigureStore(o => o.TablePrefix = SchedulerSchema.Prefix);
                store.UseClustering(c =>
                {
                    c.CheckinInterval = TimeSpan.FromSeconds(10);
                    c.CheckinMisfireThreshold = TimeSpan.FromSeconds(20);
                });
            });
            Every<ExpireOrdersJob>(quartz, "expire-orders", TimeSpan.FromSeconds(20));
            Every<ReconcileJob>(quartz, "reconcile-payments", TimeSpan.FromSeconds(30));
            Every<ProbeAccountsJob>(quartz, "probe-accounts", TimeSpan.FromMinutes(1));
            Every<AskTokenLivesJob>(quartz, "ask-token-lives", TimeSpan.FromMinutes(10));
            Every<EmbedProductsJob>(quartz, "embed-products", TimeSpan.FromMinutes(1));
            Every<DropOldSecretsJob>(quartz, "drop-old-secrets", TimeSpan.FromMinutes(10));
            Every<NamelessPeopleJob>(quartz, "nameless-people", TimeSpan.FromHours(6));
            Every<PruneJob>(quartz, "prune", TimeSpan.FromHours(6));
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
        services.AddSingleton<IReadyPart, SchedulerReady>();
        return services;
    }

    private static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(interval));
}
