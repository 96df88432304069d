using ChatCommerce.Platform.Database;
using Npgsql;

namespace ChatCommerce.BotHost.Pipeline.Work;

/// <summary>Hears the other nodes' notifications on a connection of its own and delivers them here.</summary>
internal sealed class SignalListener(DataSources sources, Signals signals, TimeProvider clock, ILogger<SignalListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                log.LogWarning("Lost the notification connection, connecting again: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await sources.System.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) =>
        {
            foreach (var signal in Signals.Parse(notification.Payload))
            {
                signals.Deliver(signal);
            }
        };
        await using (var listen = new NpgsqlCommand($"listen {Signals.Topic}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }
}
