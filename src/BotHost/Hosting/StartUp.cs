using System.Security.Cryptography;
using ChatCommerce.BotHost.Jobs;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>What happens before the first request: migrations, checks, and in a demo the shops.</summary>
internal sealed class StartUp(
    DatabaseOptions database, Migrator migrator, SchedulerSchema scheduler, DataSources sources, Readiness readiness, RunFile runFile,
    PaymentAccounts payments, ChannelAccounts channels, ChannelKinds kinds, IConfiguration configuration)
{
    public async Task Migrate(CancellationToken ct)
    {
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
        await EveryCallIsProved(ct);
        if (configuration["CHATCOMMERCE_DEMO"] is "1")
        {
            await runFile.LoadShops(ct);
        }
    }

    /// <summary>Once requests are served: the run file says where everything is, and only then it is ready.</summary>
    public async Task Announce(CancellationToken ct)
    {
        if (configuration["CHATCOMMERCE_DATA"] is { Length: > 0 } folder)
        {
            await runFile.Write(folder, ct);
        }

        readiness.Started();
    }

    // An account without the secret its provider signs with would believe anybody.
    private async Task EveryCallIsProved(CancellationToken ct)
    {
        try
        {
            if (await payments.WithoutSecret(ct) is [var payment, ..])
            {
                throw new StartRefused($"The payment account '{payment}' has no webhook secret: set payment_account.status to 'paused', start, and enter the secret on the shop's page Payments.");
            }

            if (await channels.WithoutSecret(kinds.Forms, ct) is [var channel, ..])
            {
                throw new StartRefused($"The channel account '{channel.ExternalId}' ({channel.Kind}) has no '{channel.Secret}': set channel_account.status to 'disconnected', start, and connect it again on the shop's page Channels.");
            }
        }
        catch (CryptographicException unreadable)
        {
            throw new StartRefused(unreadable.Message);
        }
    }
}
