using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Turns;

/// <summary>Claims conversations in which a customer waits for the bot, and runs one turn at a time in each.</summary>
internal sealed class TurnLane(
    SystemDb system, Signals signals, TimeProvider clock, PipelineOptions options, ClaimTurn claims, RunTurn run, WorkPlaces places, ILogger<TurnLane> log)
    : Lane(system, signals, clock, log)
{
    protected override SignalKind Kind => SignalKind.Turn;

    protected override int Workers => options.TurnWorkers;

    protected override Sql Due => $"""
        select tenant_id, id from conversation
        where turn_due_at <= now() and (turn_lease_until is null or turn_lease_until < now()) order by turn_due_at limit 500
        """;

    protected override Task<TimeSpan?> Work(TenantId tenant, ConversationId conversation, CancellationToken ct) =>
        places.Work(() => Answer(tenant, conversation, ct), ct);

    private async Task<TimeSpan?> Answer(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        var claim = await claims.Take(tenant, conversation, ct);
        FaultPoint.Hit("turn.leased");
        if (claim.Turn is { } turn)
        {
            await run.Run(turn, ct);
        }

        return claim.Again;
    }
}
