using ChatCommerce.BotHost.Jobs;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>What happens before the first request: migrations, checks, and in a demo the shops.</summary>
internal sealed class StartUp(
    DatabaseOptions database, Migrator migrator, SchedulerSchema scheduler, DataSources sources, Readiness readiness, RunFile runFile,
    IConfiguration configuration)
{
    public async Task Migrate(CancellationToken ct)
    {
        if (database.Owner.Length == 0)
        {
            throw new StartRefused("CHATCOMMERCE_DATABASE is missing: expected the connection string of the database's owner.");
        }

        await migrator.Apply(ct);
        await scheduler.Apply(ct);
    }

    public async Task Run(CancellationToken ct)
    {
        if (database.Migrate)
        {
            await Migrate(ct);
        }

        await StartChecks.Run(sources, ct);
        if (configuration["CHATCOMMERCE_DEMO"] is "1")
        {
            await runFile.LoadShops(ct);
        }
    }

    /// <summary>Once requests are served: ready, and the run file says where everything is.</summary>
    public async Task Announce(CancellationToken ct)
    {
        readiness.Started();
        if (configuration["CHATCOMMERCE_DATA"] is { Length: > 0 } folder)
        {
            await runFile.Write(folder, ct);
        }
    }
}
