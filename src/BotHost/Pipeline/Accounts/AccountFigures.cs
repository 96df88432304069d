using System.Globalization;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>A shop's accounts with their health, without their secrets.</summary>
public sealed class AccountFigures(TenantDb tenants)
{
    public async Task<IReadOnlyList<AccountView>> List(TenantId tenant, CancellationToken ct) => await tenants.For(tenant).List<AccountView>(
        $"{Of(tenant, Sql.Empty)} order by a.status = 'disconnected', a.kind <> 'web_chat', a.created_at, a.id", ct);

    public Task<AccountView?> Find(TenantId tenant, ChannelAccountId id, CancellationToken ct) =>
        tenants.For(tenant).Find<AccountView>(Of(tenant, $" and a.id = {id}"), ct);

    /// <summary>Accounts that wait for their credentials.</summary>
    public async Task<IReadOnlyList<PausedAccount>> Paused(TenantId tenant, CancellationToken ct) => await tenants.For(tenant).List<PausedAccount>(
        $"select id, name, coalesce(problem, '') as problem from channel_account where tenant_id = {tenant} and status = 'paused' order by paused_at", ct);

    /// <summary>Accounts whose access token ends by that day, or has ended: as the owner entered it or the provider says, whichever is earlier.</summary>
    public async Task<IReadOnlyList<EndingToken>> Ending(TenantId tenant, DateOnly by, CancellationToken ct) => await tenants.For(tenant).List<EndingToken>($"""
        select id, name, ends from (
            select id, name, least(nullif(settings ->> {AccountForm.TokenExpires}, ''), to_char(token_ends_at at time zone 'UTC', 'YYYY-MM-DD')) as ends
            from channel_account where tenant_id = {tenant} and status = 'connected') known
        where ends <= {by.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} order by ends, name
        """, ct);

    // The newest message of an account stands in one of the conversations that moved last, so only those are read.
    private static Sql Of(TenantId tenant, Sql only) => $"""
        select a.id, a.kind, a.external_id, a.name, a.status, a.problem, a.paused_at, a.slow_until, a.created_at, a.settings, a.secrets_set_at, a.old_until, a.webhook_token, a.token_ends_at, a.token_told_at,
            (select max(c.last_inbound_at) from conversation c where c.tenant_id = a.tenant_id and c.channel_account_id = a.id) as last_in_at,
            (select max(o.finished_at) from (
                select c.id from conversation c where c.tenant_id = a.tenant_id and c.channel_account_id = a.id order by c.last_message_at desc nulls last limit 50) c
             join outbox o on o.tenant_id = a.tenant_id and o.conversation_id = c.id and o.state in ('accepted', 'delivered', 'read')) as last_out_at,
            coalesce(day.sent, 0) as sent, coalesce(day.failed, 0) as failed,
            (select count(*)::int from inbound_event e where e.tenant_id = a.tenant_id and e.channel_account_id = a.id and e.state = 'parked'
                and e.kind = 'unreadable' and e.received_at > now() - interval '30 days') as unreadable
        from channel_account a left join lateral (
            select count(*) filter (where o.state in ('accepted', 'delivered', 'read'))::int as sent, count(*) filter (where o.state in ('failed', 'ambiguous'))::int as failed
            from conversation c join outbox o on o.tenant_id = c.tenant_id and o.conversation_id = c.id and o.finished_at > now() - interval '24 hours'
            where c.tenant_id = a.tenant_id and c.channel_account_id = a.id and c.last_message_at > now() - interval '48 hours') day on true
        where a.tenant_id = {tenant}{only}
        """;
}

/// <param name="Problem">What the provider said when it refused the credentials.</param>
/// <param name="SecretsSetAt">When each credential was last set, by name.</param>
/// <param name="OldUntil">Until when the value before a changed credential is accepted.</param>
/// <param name="TokenEndsAt">When the access token ends, as the provider says; null beside a time in <paramref name="TokenToldAt"/>: never.</param>
/// <param name="Sent">Messages of the last 24 hours that the provider took.</param>
/// <param name="Failed">Those of the last 24 hours that it did not take, or nobody knows.</param>
/// <param name="Unreadable">Webhook calls of the last 30 days that were genuine and made no sense.</param>
public sealed record AccountView(
    ChannelAccountId Id, string Kind, string ExternalId, string Name, string Status, string? Problem, DateTimeOffset? PausedAt, DateTimeOffset? SlowUntil,
    DateTimeOffset CreatedAt, Dictionary<string, string> Settings, Dictionary<string, DateTimeOffset> SecretsSetAt, DateTimeOffset? OldUntil, string WebhookToken,
    DateTimeOffset? TokenEndsAt, DateTimeOffset? TokenToldAt, DateTimeOffset? LastInAt, DateTimeOffset? LastOutAt, int Sent, int Failed, int Unreadable);

public sealed record PausedAccount(ChannelAccountId Id, string Name, string Problem);

/// <param name="Ends">The day, as 2027-03-31.</param>
public sealed record EndingToken(ChannelAccountId Id, string Name, string Ends);
