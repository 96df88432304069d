using System.Diagnostics.Metrics;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Happenings;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Webhooks;

/// <summary>
/// A provider's call: find the account by its secret path, verify on the raw bytes, read the whole batch, commit every event, and only then
/// acknowledge. What is genuine but cannot be read is kept for staff and acknowledged, since sending it again would not help.
/// </summary>
public sealed class ChannelWebhooks(
    ChannelKinds channels, ChannelAccounts accounts, Ingest ingest, StoreHappening happenings, KeepUnreadable keep, TimeProvider clock, IMeterFactory meters)
{
    private readonly Counter<long> refused = meters.Create("ChatCommerce.Webhooks").CreateCounter<long>("chatcommerce.webhooks.refused");

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<WebhookAnswer> Handshake(string kind, string token, WebhookRequest request, CancellationToken ct)
    {
        var (channel, account) = await Find(kind, token, ct);
        return channel is null || account is null ? Refuse(kind, 404) : channel.Handshake(request, account) ?? Refuse(kind, 403);
    }

    public async Task<WebhookAnswer> Receive(string kind, string token, WebhookRequest request, CancellationToken ct)
    {
        var (channel, account) = await Find(kind, token, ct);
        if (channel is null || account is null)
        {
            return Refuse(kind, 404);
        }

        if (!channel.IsGenuine(request, account))
        {
            return Refuse(kind, 401);
        }

        try
        {
            var batch = channel.Read(request, account);
            foreach (var received in batch)
            {
                await Store(channel, account, received, request, ct);
            }

            return channel.Acknowledge(batch);
        }
        catch (UnreadableWebhook problem)
        {
            await keep.Keep(account, request.Body, problem.Message, ct);
            return channel.Acknowledgement;
        }
    }

    private async Task Store(IProviderChannel channel, ChannelAccount account, Received received, WebhookRequest request, CancellationToken ct)
    {
        if (received.ExternalId != account.ExternalId)
        {
            // One application may serve several shops: another account's event counts only if that account's own secret signed it.
            var other = await accounts.FindByExternal(channel.Kind, received.ExternalId, ct);
            if (other is null || !channel.IsGenuine(request, other))
            {
                Refuse(channel.Kind, 404);
                return;
            }

            account = other;
        }

        // What belongs to no thread is kept, and nobody is answered.
        if (!received.Event.Content.IsSaid || received.Event.ThreadKey.Length == 0)
        {
            await happenings.Store(account, received.Event, request.Body, ct);
            return;
        }

        if (received.OnStandby)
        {
            await happenings.Silence(account, received.Event, ct);
        }

        await ingest.Store(account.Tenant, account.Id, received.Event, request.Body, null, ct);
    }

    private async Task<(IProviderChannel?, ChannelAccount?)> Find(string kind, string token, CancellationToken ct) =>
        channels.Find(kind) is IProviderChannel channel && await accounts.FindByWebhook(kind, token, ct) is { } account ? (channel, account) : (null, null);

    private WebhookAnswer Refuse(string kind, int status)
    {
        refused.Add(1, new("channel", channels.Find(kind) is null ? "unknown" : kind), new("status", status));
        return new(status, "text/plain", "");
    }
}
