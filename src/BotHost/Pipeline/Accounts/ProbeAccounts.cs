using ChatCommerce.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Asks the providers of paused accounts whether their credentials work again; where they do, a message is tried. A job, once a minute.</summary>
public sealed class ProbeAccounts(
    SystemDb system, TenantDb tenants, ChannelAccounts accounts, ChannelKinds channels, AccountHealth health, TokenLives tokens, TimeProvider clock, ILogger<ProbeAccounts> log)
{
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    public async Task Run(CancellationToken ct)
    {
        var due = await system.List<Place>($"select tenant_id, id from channel_account where status = 'paused' and coalesce(probe_at <= {clock.GetUtcNow()}, true)", ct);
        await WorkItems.Each(due, place => Probe(place, ct), (place, e) =>
        {
            log.LogError(e, "Channel account {Account} of tenant {Tenant} cannot be probed", place.Id, place.TenantId);
            return tenants.For(place.TenantId).Execute(
                $"update channel_account set probe_at = {clock.GetUtcNow() + Later} where tenant_id = {place.TenantId} and id = {place.Id}", ct);
        }, ct);
    }

    private async Task Probe(Place place, CancellationToken ct)
    {
        if (await accounts.Find(place.TenantId, place.Id, ct) is { } account && channels.Find(account.Kind) is IProviderChannel channel
            && await Works(channel, account, ct))
        {
            await tokens.Ask(account, ct);

            // Where nothing is pushed there is nothing to try.
            await (channel.Window.AnswersOnly ? health.Resume(account, ct) : health.Try(account, ct));
        }
    }

    private static async Task<bool> Works(IProviderChannel channel, ChannelAccount account, CancellationToken ct)
    {
        try
        {
            await channel.Verify(account, ct);
            return true;
        }
        catch (ChannelTrouble)
        {
            return false;
        }
    }

    private sealed record Place(TenantId TenantId, ChannelAccountId Id);
}
