using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <param name="Id">The code's own id; a question about it may bear it too.</param>
public sealed record ShownCode(Guid Id, string Code);

/// <param name="Id">The code that was typed.</param>
/// <param name="By">Whose chat it was shown in.</param>
/// <param name="In">That chat.</param>
public sealed record CodeOwner(Guid Id, ContactId By, ConversationId In);

/// <summary>
/// Codes that are shown in one chat to be typed in another, for people whom no number leads to. Who types one is known only then, so it is
/// compared with every open code of the shop: each person has five misses an hour, and all people of a shop together have
/// <see cref="MissesOfAll"/>. It serves once, for ten minutes, and opens nothing but a question on both sides.
/// </summary>
public sealed class ShownCodes(TimeProvider clock)
{
    public const int Misses = 5;
    public const int MissesOfAll = 60;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A new code; the one shown before ends. Refusal: <c>link-tried-too-often</c>.</summary>
    public async Task<Result<ShownCode>> Show(TenantScope db, ContactId to, ConversationId place, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await OneByOne(db, ct);
        if (await Shown(db, to, now, ct) >= LinkCodes.StartsAnHour)
        {
            return new Refusal("link-tried-too-often", "Codes were asked for too often. Try again in an hour.");
        }

        await db.Execute($"""
            update link_code set used_at = {now} where tenant_id = {db.Tenant} and shown_in is not null and used_at is null and (from_contact = {to} or expires_at <= {now})
            """, ct);
        while (true)
        {
            var (id, code) = (Guid.CreateVersion7(now), LinkCodes.NewCode());
            var kept = await db.Execute($"""
                insert into link_code (tenant_id, id, from_contact, shown_in, salt, code_hash, created_at, expires_at)
                values ({db.Tenant}, {id}, {to}, {place}, {Salt(db)}, {Hash(db, code)}, {now}, {now + LinkCodes.LivesFor}) on conflict do nothing
                """, ct);
            if (kept == 1)
            {
                return new ShownCode(id, code);
            }
        }
    }

    /// <summary>
    /// Whose code was typed; null when nobody's. It is used up when another person types it; typed where it was shown it says so by its
    /// owner and stays. Commit what this does whatever it finds: misses are counted in it.
    /// </summary>
    public async Task<CodeOwner?> Find(TenantScope db, ContactId typist, string typed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await OneByOne(db, ct);
        var owner = await MayTry(db, typist, now, ct) ? await Open(db, LinkTargets.Digits(typed), now, ct) : null;
        if (owner is null)
        {
            await db.Execute($"insert into link_miss (tenant_id, id, contact_id, at) values ({db.Tenant}, {Guid.CreateVersion7(now)}, {typist}, {now})", ct);
        }
        else if (owner.By != typist)
        {
            await db.Execute($"update link_code set used_at = {now}, tries = tries + 1 where tenant_id = {db.Tenant} and id = {owner.Id}", ct);
        }

        return owner;
    }

    private static Task<long> Shown(TenantScope db, ContactId to, DateTimeOffset now, CancellationToken ct) => db.Get<long>($"""
        select count(*) from link_code where tenant_id = {db.Tenant} and from_contact = {to} and shown_in is not null and created_at > {now - Hour}
        """, ct);

    private static async Task<bool> MayTry(TenantScope db, ContactId typist, DateTimeOffset now, CancellationToken ct)
    {
        var missed = await db.Get<Missed>($"""
            select count(*) filter (where contact_id = {typist}) as own, count(*) as everybodys from link_miss where tenant_id = {db.Tenant} and at > {now - Hour}
            """, ct);
        return missed is { Own: < Misses, Everybodys: < MissesOfAll };
    }

    private static Task<CodeOwner?> Open(TenantScope db, string code, DateTimeOffset now, CancellationToken ct) => db.Find<CodeOwner>($"""
        select id, from_contact as by, shown_in as "in" from link_code
        where tenant_id = {db.Tenant} and code_hash = {Hash(db, code)} and shown_in is not null and used_at is null and expires_at > {now}
        """, ct);

    // Codes are few and rare; one after the other, none is shown twice and nobody tries two at once.
    private static Task OneByOne(TenantScope db, CancellationToken ct) =>
        db.Execute($"select pg_advisory_xact_lock(hashtextextended({"shown-codes" + db.Tenant}, 2))", ct);

    private static byte[] Salt(TenantScope db) => db.Tenant.Value.ToByteArray();

    // The same digits have the same hash within a shop, so that they can be looked up; what comes back says nothing of how near a guess was.
    private static byte[] Hash(TenantScope db, string code) => SHA256.HashData([.. Salt(db), .. Encoding.ASCII.GetBytes(code)]);

    private sealed record Missed(long Own, long Everybodys);
}
