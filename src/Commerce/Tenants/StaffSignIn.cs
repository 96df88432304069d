using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ChatCommerce.Commerce.Tenants;

/// <param name="SecurityStamp">Changes with the password; a session with another one is over.</param>
public sealed record SignedInStaff(StaffId Id, string Name, string SecurityStamp);

/// <summary>Checks who staff are. Nothing tells a wrong password, an unknown address and a locked account apart, nor how long it took.</summary>
public sealed class StaffSignIn(SystemDb system, TimeProvider clock)
{
    /// <summary>Wrong passwords in a row until the account is closed for <see cref="LockedFor"/>.</summary>
    public const int MostFailures = 8;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(10);
    private readonly PasswordHasher<string> hasher = new(Options.Create(new PasswordHasherOptions()));
    private string? nobody;

    /// <summary>The person, or null when they may not come in.</summary>
    public async Task<SignedInStaff?> SignIn(string email, string password, CancellationToken ct)
    {
        var address = email.Trim().ToLowerInvariant();
        var checkedOnce = await system.Try<SignedInStaff?>(async db =>
        {
            var found = await db.Find<Account>($"""
                select id, name, password_hash, security_stamp, failed_sign_ins, locked_until, disabled_at
                from staff where email = {address} for update
                """, ct);
            var fits = hasher.VerifyHashedPassword(address, found?.PasswordHash ?? Nobody, password) != PasswordVerificationResult.Failed;
            if (found is null || found.DisabledAt is not null || found.LockedUntil > clock.GetUtcNow())
            {
                return null as SignedInStaff;
            }

            await Count(db, found, fits, ct);
            return fits ? new SignedInStaff(found.Id, found.Name, found.SecurityStamp) : null;
        }, ct);
        return checkedOnce.Value;
    }

    /// <summary>Whether a session that began with this stamp may go on.</summary>
    public Task<bool> Holds(StaffId id, string stamp, CancellationToken ct) =>
        system.Get<bool>($"select exists (select 1 from staff where id = {id} and security_stamp = {stamp} and disabled_at is null)", ct);

    /// <summary>What somebody may do in a shop, with the name they have there; null when they do not work for it.</summary>
    public Task<Colleague?> Membership(TenantId tenant, StaffId id, CancellationToken ct) =>
        system.Find<Colleague>($"select staff_id, staff_name, role from membership where tenant_id = {tenant} and staff_id = {id}", ct);

    /// <summary>The slugs of the shops somebody works for.</summary>
    public async Task<IReadOnlyList<string>> ShopsOf(StaffId id, CancellationToken ct) =>
        await system.List<string>($"select t.slug from membership m join tenant t on t.id = m.tenant_id where m.staff_id = {id} order by t.slug", ct);

    // Checked against when there is nobody, so that the answer takes as long.
    private string Nobody => nobody ??= hasher.HashPassword("", Token.New());

    private Task Count(DbScope db, Account account, bool fits, CancellationToken ct)
    {
        var failures = fits ? 0 : account.FailedSignIns + 1;
        var locked = failures >= MostFailures ? clock.GetUtcNow() + LockedFor : null as DateTimeOffset?;
        return db.Execute($"""
            update staff set failed_sign_ins = {(locked is null ? failures : 0)}, locked_until = {locked} where id = {account.Id}
            """, ct);
    }

    private sealed record Account(
        StaffId Id, string Name, string PasswordHash, string SecurityStamp, int FailedSignIns, DateTimeOffset? LockedUntil, DateTimeOffset? DisabledAt);
}
