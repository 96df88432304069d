using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.Commerce.Tenants;

/// <summary>Who calls the API: found by the hash of the token that was shown once.</summary>
public sealed record ApiCaller(ApiTokenId Id, TenantId TenantId, string Name, Role Role);

public sealed record ApiTokenView(ApiTokenId Id, string Name, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>Opaque bearer tokens of the API. Only a hash is stored.</summary>
public sealed class ApiTokens(SystemDb system, TimeProvider clock)
{
    public const string Prefix = "cct_";

    /// <summary>Makes a token and returns it in clear, the only time it can be seen.</summary>
    public async Task<string> Create(TenantScope db, string name, Role role, CancellationToken ct)
    {
        var token = Prefix + Token.New(32);
        await Store(db, name, role, token, ct);
        return token;
    }

    /// <summary>The caller with this token, unless it has expired or was revoked.</summary>
    public Task<ApiCaller?> Find(string token, CancellationToken ct) =>
        system.Find<ApiCaller>($"""
            select a.id, a.tenant_id, a.name, a.role from api_token a join tenant t on t.id = a.tenant_id
            where a.token_hash = {Token.Hash(token)} and a.revoked_at is null and (a.expires_at is null or a.expires_at > {clock.GetUtcNow()})
              and t.status = 'active'
            """, ct);

    public async Task<IReadOnlyList<ApiTokenView>> List(TenantScope db, CancellationToken ct) =>
        await db.List<ApiTokenView>($"""
            select id, name, role, created_at, expires_at, revoked_at from api_token where tenant_id = {db.Tenant} order by id desc
            """, ct);

    /// <summary>Ends a token at once; tells whether there was one to end.</summary>
    public async Task<bool> Revoke(TenantScope db, ApiTokenId id, CancellationToken ct) =>
        await db.Execute($"""
            update api_token set revoked_at = {clock.GetUtcNow()} where tenant_id = {db.Tenant} and id = {id} and revoked_at is null
            """, ct) == 1;

    /// <summary>Stores a token that was made elsewhere; storing it again changes nothing.</summary>
    internal Task Store(TenantScope db, string name, Role role, string token, CancellationToken ct) =>
        db.Execute($"""
            insert into api_token (tenant_id, id, name, role, token_hash, created_at)
            values ({db.Tenant}, {Id.New<ApiTokenId>(clock)}, {name}, {role}, {Token.Hash(token)}, {clock.GetUtcNow()})
            on conflict (token_hash) do nothing
            """, ct);
}
