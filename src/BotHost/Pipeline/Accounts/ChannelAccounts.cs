using System.Collections.Concurrent;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Channel accounts with their secrets opened, kept for a few seconds so that the hot path does not ask again.</summary>
public sealed class ChannelAccounts(TenantDb tenants, SystemDb system, SecretBox secrets, HostAddress address, TimeProvider clock)
{
    /// <summary>The purpose that binds a channel's sealed credentials.</summary>
    public const string Purpose = "channel";

    private const int MostKept = 10_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(string Kind, string Token), ChannelAccountId> paths = new();
    private readonly ConcurrentDictionary<ChannelAccountId, Known> kept = new();

    public async Task<ChannelAccount> Get(TenantId tenant, ChannelAccountId id, CancellationToken ct) =>
        await Find(tenant, id, ct) ?? throw new InvalidOperationException($"There is no channel account {id}.");

    public async Task<ChannelAccount?> Find(TenantId tenant, ChannelAccountId id, CancellationToken ct)
    {
        if (kept.TryGetValue(id, out var known) && known.Until > clock.GetUtcNow() && known.Account.Tenant == tenant)
        {
            return known.Account;
        }

        var row = await tenants.For(tenant).Find<Row>($"{Columns} where tenant_id = {tenant} and id = {id}", ct);
        return row is null ? null : Keep(row);
    }

    /// <summary>The account of a key that its holder showed, such as a web chat key; null for an unknown one.</summary>
    public async Task<ChannelAccount?> FindByKey(string key, CancellationToken ct)
    {
        var row = await system.Find<Row>($"{Columns} where key_hash = {Token.Hash(key)} and status <> 'disconnected'", ct);
        return row is null ? null : Keep(row);
    }

    /// <summary>The account of a webhook's secret path; null for an unknown one.</summary>
    public async Task<ChannelAccount?> FindByWebhook(string kind, string token, CancellationToken ct)
    {
        // The token is compared: an address that was given up is nobody's, though its account may be known by the new one.
        if (paths.TryGetValue((kind, token), out var id) && kept.TryGetValue(id, out var known) && known.Token == token && known.Until > clock.GetUtcNow())
        {
            return known.Account;
        }

        var row = await system.Find<Row>($"{Columns} where kind = {kind} and webhook_token = {token} and status <> 'disconnected'", ct);
        if (row is null)
        {
            return null;
        }

        var account = Keep(row);
        paths[(kind, token)] = account.Id;
        return account;
    }

    /// <summary>The account with this id at the provider; null for an unknown one.</summary>
    public async Task<ChannelAccount?> FindByExternal(string kind, string externalId, CancellationToken ct)
    {
        var row = await system.Find<Row>($"{Columns} where kind = {kind} and external_id = {externalId} and status <> 'disconnected'", ct);
        return row is null ? null : Keep(row);
    }

    /// <summary>Accounts that lack what proves their provider's calls: the program refuses to start with any.</summary>
    /// <param name="forms">What an account of each kind is made of.</param>
    public async Task<IReadOnlyList<UnprovedAccount>> WithoutSecret(IReadOnlyList<AccountForm> forms, CancellationToken ct)
    {
        var rows = await system.List<Row>($"{Columns} where status <> 'disconnected'", ct);
        return
        [
            .. from account in rows.Select(Open)
               from form in forms
               where form.Kind == account.Kind
               from secret in form.Secrets.Concat(form.Made)
               where secret is { Incoming: true, Optional: false } && string.IsNullOrWhiteSpace(account.Credentials.GetValueOrDefault(secret.Name))
               select new UnprovedAccount(account.Kind, account.ExternalId, secret.Name),
        ];
    }

    /// <summary>After its settings or credentials changed.</summary>
    public void Forget(ChannelAccountId id) => kept.TryRemove(id, out _);

    /// <summary>The tenant's account of a kind; null when it has none.</summary>
    public async Task<ChannelAccount?> FindOf(TenantId tenant, string kind, CancellationToken ct)
    {
        var row = await tenants.For(tenant).Find<Row>(
            $"{Columns} where tenant_id = {tenant} and kind = {kind} and status <> 'disconnected' order by created_at limit 1", ct);
        return row is null ? null : Keep(row);
    }

    private static Sql Columns =>
        $"select tenant_id, id, kind, external_id, name, webhook_token, credentials, settings, status, slow_until, trial_at from channel_account";

    private ChannelAccount Keep(Row row)
    {
        var account = Open(row);
        if (kept.Count >= MostKept)
        {
            kept.Clear();
            paths.Clear();
        }

        kept[account.Id] = new(account, row.WebhookToken, clock.GetUtcNow() + Fresh);
        return account;
    }

    private ChannelAccount Open(Row row) => new(
        row.TenantId, row.Id, row.Kind, row.ExternalId, row.Name,
        secrets.Open<Dictionary<string, string>>(row.TenantId, Purpose, row.Credentials), row.Settings)
    {
        Paused = row.Status is "paused",
        OnTrial = row.TrialAt is not null,
        Disconnected = row.Status is "disconnected",
        SlowUntil = row.SlowUntil,
        WebhookUrl = address.At($"/webhooks/{row.Kind}/{row.WebhookToken}"),
    };

    private sealed record Known(ChannelAccount Account, string Token, DateTimeOffset Until);

    private sealed record Row(
        TenantId TenantId, ChannelAccountId Id, string Kind, string ExternalId, string Name, string WebhookToken, byte[] Credentials,
        Dictionary<string, string> Settings, string Status, DateTimeOffset? SlowUntil, DateTimeOffset? TrialAt);
}

/// <param name="Secret">Name of the credential that is missing.</param>
public sealed record UnprovedAccount(string Kind, string ExternalId, string Secret);
