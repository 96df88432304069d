using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>Claims conversations with messages due to go out, and sends them in order. Apart from turns, so a person's reply never waits for a model.</summary>
internal sealed class SendLane(
    SystemDb system, Signals signals, TimeProvider clock, PipelineOptions options, ClaimSends claims, SendOutbound send, WorkPlaces places, ILogger<SendLane> log)
    : Lane(system, signals, clock, log)
{
    protected override SignalKind Kind => SignalKind.Send;

    protected override int Workers => options.SendWorkers;

    protected override Sql Due => $"""
        select tenant_id, id from conversation
        where send_due_at <= now() and not answers_only and (send_lease_until is null or send_lease_until < now()) order by send_due_at limit 500
        """;

    protected override Task<TimeSpan?> Work(TenantId tenant, ConversationId conversation, CancellationToken ct) =>
        places.Work(() => Send(tenant, conversation, ct), ct);

    private async Task<TimeSpan?> Send(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        var claim = await claims.Take(tenant, conversation, ct);
        if (claim is null)
        {
            return null;
        }

        FaultPoint.Hit("out.claimed");
        return await send.Send(claim, ct);
    }
}
