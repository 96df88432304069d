using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using Npgsql;

namespace ChatCommerce.BotHost.Pipeline.Work;

/// <summary>
/// Workers that take due conversations from a queue, fed by signals at once and by a sweep over the rows once a second. A subclass says
/// which signal and rows are its own and what to do with a conversation.
/// </summary>
internal abstract class Lane(SystemDb system, Signals signals, TimeProvider clock, ILogger log) : BackgroundService
{
    private readonly DueQueue queue = new(clock);

    protected abstract SignalKind Kind { get; }

    protected abstract int Workers { get; }

    /// <summary>Whether a signal wakes this lane at once; what it passes over is left to the sweep.</summary>
    protected virtual bool Concerns(Signal signal) => signal.Kind == Kind;

    /// <summary>Selects <c>tenant_id, id</c> of due conversations whose lease is free.</summary>
    protected abstract Sql Due { get; }

    /// <summary>Does what is due for one conversation; returns when to come back, or null.</summary>
    protected abstract Task<TimeSpan?> Work(TenantId tenant, ConversationId conversation, CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = signals.Listen(signal =>
        {
            if (Concerns(signal))
            {
                queue.Add(signal.Tenant, signal.Conversation, TimeSpan.FromMilliseconds(signal.Delay));
            }
        });
        await Task.WhenAll([Sweep(stoppingToken), .. Enumerable.Range(0, Workers).Select(_ => Serve(stoppingToken))]);
    }

    private async Task Serve(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var (tenant, conversation) = await queue.Take(ct);
            if (await Guarded(tenant, conversation, ct) is { } again)
            {
                queue.Add(tenant, conversation, again);
            }
        }
    }

    // The one handler of this lane's bugs and outages: logged once with ids, never with text. The lease runs out and the row is taken again.
    private async Task<TimeSpan?> Guarded(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        try
        {
            return await Work(tenant, conversation, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(e, "{Lane} failed for tenant {Tenant} conversation {Conversation}", Kind, tenant, conversation);
            return null;
        }
    }

    private async Task Sweep(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        do
        {
            try
            {
                foreach (var row in await system.List<DueRow>(Due, ct))
                {
                    queue.Add(row.TenantId, row.Id, TimeSpan.Zero);
                }
            }
            catch (NpgsqlException e)
            {
                log.LogWarning("The {Lane} sweep could not read what is due: {Reason}", Kind, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private sealed record DueRow(TenantId TenantId, ConversationId Id);
}
