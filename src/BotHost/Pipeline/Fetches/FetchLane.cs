using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

/// <summary>What a provider has of a conversation and does not send by itself: files, and the name of who writes. Apart from turns and sends, which never wait for it.</summary>
internal sealed class FetchLane(SystemDb system, Signals signals, TimeProvider clock, FetchMedia media, FindProfile profile, ILogger<FetchLane> log)
    : Lane(system, signals, clock, log)
{
    protected override SignalKind Kind => SignalKind.Fetch;

    // Each may hold a whole file in memory.
    protected override int Workers => 4;

    protected override Sql Due => $"""
        (select tenant_id, conversation_id as id from inbound_media where due_at <= now() order by due_at limit 500)
        union (select tenant_id, id from conversation where profile_due_at <= now() order by profile_due_at limit 500)
        """;

    protected override async Task<TimeSpan?> Work(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        await profile.Once(tenant, conversation, ct);
        await media.All(tenant, conversation, ct);
        return null;
    }
}
