using ChatCommerce.Channels;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Changes an account's credentials one at a time. What proves a caller is accepted in its old value too, for a day.</summary>
public sealed class AccountSecrets(
    TenantDb tenants, SystemDb system, ChannelAccounts accounts, ChannelKinds kinds, AskProvider provider, AccountHealth health, TokenLives tokens, SecretBox secrets, Audit audit, TimeProvider clock,
    ILogger<AccountSecrets> log)
{
    private const string Old = ChannelAccount.Former;
    private static readonly TimeSpan Accepted = TimeSpan.FromHours(24);
    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    /// <param name="typed">The new value; ignored where we make it.</param>
    /// <returns>The new value where we made it, to be pasted at the provider.</returns>
    public async Task<Result<RotatedSecret>> Rotate(ChannelAccount account, AccountField field, string typed, Actor actor, CancellationToken ct)
    {
        var form = kinds.FormOf(account.Kind);
        var made = form?.Made.Contains(field) == true;
        var value = made ? Token.New(32) : typed.Trim();
        if (!made && (value.Length == 0 || !field.Fits(value) || (form?.IdIn == field.Name && value.Split(':')[0] != account.ExternalId)))
        {
            return TypedAccount.Wrong(field);
        }

        var with = account with { Credentials = new Dictionary<string, string>(account.Credentials) { [field.Name] = value } };
        if (await provider.Ask(with, ct) is { Ok: false } answer)
        {
            return new Refusal("credentials-refused", $"{answer.Words} Nothing was changed.", field.Name);
        }

        var stored = await tenants.Try(account.Tenant, db => Store(db, account.Id, (field, value), actor, ct), ct);
        accounts.Forget(account.Id);
        if (!stored.Ok)
        {
            return stored.Refusal!;
        }

        // The provider took the credentials just now, so there is nothing left to wait for.
        await health.Resume(account, ct);
        await tokens.Ask(with, ct);
        return new RotatedSecret(made ? value : null);
    }

    /// <summary>Forgets old values whose day is over. A job.</summary>
    public async Task DropOld(CancellationToken ct)
    {
        var over = await system.List<Place>($"select tenant_id, id from channel_account where old_until <= {clock.GetUtcNow()}", ct);
        await WorkItems.Each(over, place => DropOld(place, ct), (place, e) =>
        {
            log.LogError(e, "The old secrets of channel account {Account} of tenant {Tenant} cannot be dropped", place.Id, place.TenantId);
            return tenants.For(place.TenantId).Execute(
                $"update channel_account set old_until = {clock.GetUtcNow() + Later} where tenant_id = {place.TenantId} and id = {place.Id}", ct);
        }, ct);
    }

    private async Task DropOld(Place place, CancellationToken ct)
    {
        await tenants.Run(place.TenantId, async db =>
        {
            if (await Lock(db, place.Id, ct) is { } row)
            {
                await Write(db, place.Id, Fresh(row, Opened(db, row)), row.SecretsSetAt, ct);
            }

            return Done.It;
        }, ct);
        accounts.Forget(place.Id);
    }

    private async Task<Result<Done>> Store(TenantScope db, ChannelAccountId id, (AccountField Field, string Value) change, Actor actor, CancellationToken ct)
    {
        if (await Lock(db, id, ct) is not { Status: not "disconnected" } row)
        {
            return new Refusal("account-disconnected", "The account was disconnected meanwhile. Connect it again.");
        }

        var (opened, name) = (Opened(db, row), change.Field.Name);
        if (change.Field.Incoming && opened.TryGetValue(name, out var before))
        {
            opened[name + Old] = before;
        }

        opened[name] = change.Value;
        var setAt = new Dictionary<string, DateTimeOffset>(row.SecretsSetAt) { [name] = clock.GetUtcNow() };
        await Write(db, id, Fresh(row with { SecretsSetAt = setAt }, opened), setAt, ct);
        await audit.Write(db, actor, "channel.secret-rotated", "channel-account", id.ToString(), new { secret = name }, ct);
        return Done.It;
    }

    private static Task<Row?> Lock(TenantScope db, ChannelAccountId id, CancellationToken ct) => db.Find<Row>(
        $"select credentials, secrets_set_at, status from channel_account where tenant_id = {db.Tenant} and id = {id} for update", ct);

    private Task Write(TenantScope db, ChannelAccountId id, Dictionary<string, string> values, IReadOnlyDictionary<string, DateTimeOffset> setAt, CancellationToken ct)
    {
        var ends = values.Keys.Where(k => k.EndsWith(Old, StringComparison.Ordinal)).Select(k => (DateTimeOffset?)Ends(setAt, k)).Min();
        return db.Execute($"""
            update channel_account set credentials = {secrets.Seal(db.Tenant, ChannelAccounts.Purpose, values)}, secrets_set_at = {setAt:jsonb}, old_until = {ends}
            where tenant_id = {db.Tenant} and id = {id}
            """, ct);
    }

    private Dictionary<string, string> Fresh(Row row, Dictionary<string, string> values) => values
        .Where(v => !v.Key.EndsWith(Old, StringComparison.Ordinal) || Ends(row.SecretsSetAt, v.Key) > clock.GetUtcNow())
        .ToDictionary();

    private static DateTimeOffset Ends(IReadOnlyDictionary<string, DateTimeOffset> setAt, string old) =>
        setAt.TryGetValue(old[..^Old.Length], out var at) ? at + Accepted : DateTimeOffset.MinValue;

    private Dictionary<string, string> Opened(TenantScope db, Row row) => secrets.Open<Dictionary<string, string>>(db.Tenant, ChannelAccounts.Purpose, row.Credentials);

    private sealed record Row(byte[] Credentials, Dictionary<string, DateTimeOffset> SecretsSetAt, string Status);

    private sealed record Place(TenantId TenantId, ChannelAccountId Id);
}

/// <param name="Made">The new value, where we made it: it is shown this once.</param>
public sealed record RotatedSecret(string? Made);
