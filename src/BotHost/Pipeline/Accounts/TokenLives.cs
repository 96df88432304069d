using ChatCommerce.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>
/// Keeps until when access tokens live, where the provider tells: asked when credentials were accepted, and once a day by a job. Every page
/// of the owner reminds of one that ends soon.
/// </summary>
public sealed class TokenLives(SystemDb system, TenantDb tenants, ChannelAccounts accounts, ChannelKinds channels, TimeProvider clock, ILogger<TokenLives> log)
{
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromHours(1);

    /// <summary>Asks for every account that has not been asked for a day. A job.</summary>
    public async Task Run(CancellationToken ct)
    {
        var due = await system.List<Place>($"""
            select tenant_id, id from channel_account
            where status = 'connected' and kind = any ({channels.WithTokenLife}) and coalesce(token_ask_at <= {clock.GetUtcNow()}, true)
            """, ct);
        await WorkItems.Each(due, place => Ask(place, ct), (place, e) =>
        {
            log.LogError(e, "The token of channel account {Account} of tenant {Tenant} cannot be asked about", place.Id, place.TenantId);
            return Later(place.TenantId, place.Id, ct);
        }, ct);
    }

    /// <summary>Asks now. A provider in trouble leaves what is known and is asked again in an hour.</summary>
    public async Task Ask(ChannelAccount account, CancellationToken ct)
    {
        if (channels.Find(account.Kind) is not ITokenLife channel)
        {
            return;
        }

        try
        {
            await Keep(account, await channel.TokenLife(account, ct), ct);
        }
        catch (ChannelTrouble)
        {
            await Later(account.Tenant, account.Id, ct);
        }
    }

    private async Task Ask(Place place, CancellationToken ct)
    {
        if (await accounts.Find(place.TenantId, place.Id, ct) is { } account)
        {
            await Ask(account, ct);
        }
    }

    private Task Keep(ChannelAccount account, TokenLife? life, CancellationToken ct)
    {
        var (now, db) = (clock.GetUtcNow(), tenants.For(account.Tenant));
        return life is null
            ? db.Execute($"""
                update channel_account set token_ask_at = {now + Again}, token_ends_at = null, token_told_at = null where tenant_id = {db.Tenant} and id = {account.Id}
                """, ct)
            : db.Execute($"""
                update channel_account set token_ask_at = {now + Again}, token_ends_at = {life.EndsAt}, token_told_at = {now} where tenant_id = {db.Tenant} and id = {account.Id}
                """, ct);
    }

    private Task Later(TenantId tenant, ChannelAccountId id, CancellationToken ct) => tenants.For(tenant).Execute(
        $"update channel_account set token_ask_at = {clock.GetUtcNow() + AfterTrouble} where tenant_id = {tenant} and id = {id}", ct);

    private sealed record Place(TenantId TenantId, ChannelAccountId Id);
}
