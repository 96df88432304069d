using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Search.Vectors;
using Quartz;

namespace ChatCommerce.BotHost.Jobs;

/// <summary>Ends orders whose payment time is over and gives their stock back, once the provider confirms that nobody can pay any more.</summary>
[DisallowConcurrentExecution]
internal sealed class ExpireOrdersJob(ExpireOrders expire) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await expire.Run(cancellationToken);
}

/// <summary>Finds what webhooks missed: sessions that were paid, events not yet applied, refunds under way.</summary>
[DisallowConcurrentExecution]
internal sealed class ReconcileJob(Reconcile reconcile) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await reconcile.Run(cancellationToken);
}

/// <summary>Forgets credentials that were changed a day ago.</summary>
[DisallowConcurrentExecution]
internal sealed class DropOldSecretsJob(AccountSecrets secrets) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await secrets.DropOld(cancellationToken);
}

/// <summary>Fetches vectors of the configured embedding model for products that have none yet.</summary>
[DisallowConcurrentExecution]
internal sealed class EmbedProductsJob(EmbedProducts embed) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await embed.Run(cancellationToken);
}

[DisallowConcurrentExecution]
internal sealed class PruneJob(PruneOldRows prune) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await prune.Run(cancellationToken);
}

/// <summary>Paused channel accounts go on by themselves once the provider takes their credentials again.</summary>
[DisallowConcurrentExecution]
internal sealed class ProbeAccountsJob(ProbeAccounts probe) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await probe.Run(cancellationToken);
}

/// <summary>Has the names of people looked up who wrote before that was done.</summary>
[DisallowConcurrentExecution]
internal sealed class NamelessPeopleJob(NamelessPeople people) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await people.Run(cancellationToken);
}

/// <summary>Asks providers, once a day for each account, until when its access token lives.</summary>
[DisallowConcurrentExecution]
internal sealed class AskTokenLivesJob(TokenLives tokens) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await tokens.Run(cancellationToken);
}

internal sealed class SchedulerReady(ISchedulerFactory schedulers) : IReadyPart
{
    public string Name => "scheduler";

    public string? Problem => schedulers.GetAllSchedulers().AsTask() is { IsCompletedSuccessfully: true, Result: var all } && all.Any(s => s.Status == SchedulerStatus.Running)
        ? null
        : "The scheduler does not run.";
}
