using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Happenings;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Webhooks;

/// <summary>
/// Stores what one call brought for one account, in its order. The bytes are stored once: beside the one event, or apart for all of them.
/// Reports on messages, of which a call may have a thousand, go together.
/// </summary>
public sealed class StoreCall(Ingest ingest, StoreHappening happenings, KeepBody bodies)
{
    public async Task Store(ChannelAccount account, IReadOnlyList<Received> events, byte[] body, CancellationToken ct)
    {
        var raw = events.Count > 1 ? await bodies.Keep(account, body, ct) : new RawBody(body);
        List<InboundEvent> reports = [.. events.Where(IsReport).Select(r => r.Event)];
        if (reports.Count > 0)
        {
            await happenings.Store(account, reports, raw, ct);
        }

        foreach (var received in events.Where(r => !IsReport(r)))
        {
            await Store(account, received, raw, ct);
        }
    }

    private static bool IsReport(Received received) => received.Event.Content is DeliveryReported { Until: null };

    private async Task Store(ChannelAccount account, Received received, RawBody raw, CancellationToken ct)
    {
        // What belongs to no thread is kept, and nobody is answered.
        if (!received.Event.Content.IsSaid || received.Event.ThreadKey.Length == 0)
        {
            await happenings.Store(account, received.Event, raw, ct);
            return;
        }

        if (received.OnStandby)
        {
            await happenings.Silence(account, received.Event, ct);
        }

        await ingest.Store(account.Tenant, account.Id, received.Event, raw, null, ct);
    }
}
