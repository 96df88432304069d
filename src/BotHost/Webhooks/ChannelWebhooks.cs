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
/// acknowledge. What is genuine but cannot be read, be it the provider's fault or ours, is kept for staff and acknowledged, since sending it
/// again would not help.
/// </summary>
public sealed class ChannelWebhooks(
    ChannelKinds channels, ChannelAccounts accounts, StoreCall store, KeepUnreadable keep, TimeProvider clock, IMeterFactory meters, ILogger<ChannelWebhooks> log)
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

        if (await Read(channel, account, request, ct) is not { } batch)
        {
            return channel.Acknowledgement;
        }

        foreach (var (owner, events) in await Sort(channel, account, batch, request, ct))
        {
            await store.Store(owner, events, request.Body, ct);
        }

        return channel.Acknowledge(batch);
    }

    // Null: nothing of it could be read, and it is kept. What a single item broke on is kept too, and the others go on.
    private async Task<IReadOnlyList<Received>?> Read(IProviderChannel channel, ChannelAccount account, WebhookRequest request, CancellationToken ct)
    {
        IReadOnlyList<Received> batch;
        try
        {
            batch = channel.Read(request, account);
        }
        catch (UnreadableWebhook problem)
        {
            await keep.Keep(account, request.Body, problem.Message, ct);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await KeepBroken(account, request, failure, ct);
            return null;
        }

        if (batch.FirstOrDefault(r => r.Failure is not null) is { Failure: { } broken })
        {
            await KeepBroken(account, request, broken, ct);
        }

        return batch;
    }

    // The message of a failure may quote what somebody wrote.
    private async Task KeepBroken(ChannelAccount account, WebhookRequest request, Exception failure, CancellationToken ct)
    {
        await keep.Keep(account, request.Body, $"Our reading of it failed ({failure.GetType().Name}).", ct);
        log.LogError(
            "Reading a call for tenant {Tenant}, account {Account} failed: {Failure} {Where}", account.Tenant, account.Id, failure.GetType().Name, failure.StackTrace);
    }

    // One application may serve several shops: another account's event counts only if that account's own secret signed it.
    private async Task<List<(ChannelAccount Account, List<Received> Events)>> Sort(
        IProviderChannel channel, ChannelAccount account, IReadOnlyList<Received> batch, WebhookRequest request, CancellationToken ct)
    {
        List<(ChannelAccount, List<Received>)> sorted = [];
        foreach (var group in batch.Where(r => r.Failure is null).GroupBy(r => r.ExternalId, StringComparer.Ordinal))
        {
            var owner = group.Key == account.ExternalId ? account : await accounts.FindByExternal(channel.Kind, group.Key, ct);
            if (owner is not null && (owner == account || channel.IsGenuine(request, owner)))
            {
                sorted.Add((owner, [.. group]));
            }
            else
            {
                Refuse(channel.Kind, 404);
            }
        }

        return sorted;
    }

    private async Task<(IProviderChannel?, ChannelAccount?)> Find(string kind, string token, CancellationToken ct) =>
        channels.Find(kind) is IProviderChannel channel && await accounts.FindByWebhook(kind, token, ct) is { } account ? (channel, account) : (null, null);

    private WebhookAnswer Refuse(string kind, int status)
    {
        refused.Add(1, new("channel", channels.Find(kind) is null ? "unknown" : kind), new("status", status));
        return new(status, "text/plain", "");
    }
}
