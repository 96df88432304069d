using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ChatCommerce.Commerce.Tenants;

/// <param name="SecurityStamp">Changes with the password; a session with another one is over.</param>
public sealed record SignedInStaff(StaffId Id, string Name, string SecurityStamp);

/// <summary>
/// Checks who staff are. Nothing tells a wrong password, an unknown address and a locked account apart, nor how long it took. Each shop
/// somebody works for notes in its audit when they come, go or are locked out.
/// </summary>
public sealed class StaffSignIn(SystemDb system, TenantDb tenants, Audit audit, TimeProvider clock)
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
        var checkedOnce = await system.Try<Tried>(async db =>
        {
            var found = await db.Find<Account>($"""
                select id, name, password_hash, security_stamp, failed_sign_ins, locked_until, disabled_at
                from staff where email = {address} for update
                """, ct);
            var fits = hasher.VerifyHashedPassword(address, found?.PasswordHash ?? Nobody, password) != PasswordVerificationResult.Failed;
            if (found is null || found.DisabledAt is not null || found.LockedUntil > clock.GetUtcNow())
            {
                return new Tried(null, null);
            }

            var locked = await Count(db, found, fits, ct);
            return new Tried(fits ? new(found.Id, found.Name, found.SecurityStamp) : null, fits ? "signed-in" : locked ? "locked-out" : null) { Id = found.Id };
        }, ct);
        var tried = checkedOnce.Value;
        if (tried.Note is { } action)
        {
            await Note(tried.Id, action, ct);
        }

        return tried.Staff;
    }

    public Task NoteSignOut(StaffId id, CancellationToken ct) => Note(id, "signed-out", ct);

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

    private async Task Note(StaffId id, string action, CancellationToken ct)
    {
        foreach (var place in await system.List<Workplace>($"select tenant_id as tenant, staff_name as name from membership where staff_id = {id}", ct))
        {
            await audit.Write(tenants.For(place.Tenant), new(ActorKind.Staff, place.Name), action, "staff", id.ToString(), new { }, ct);
        }
    }

    // Whether the account is closed from now on.
    private async Task<bool> Count(DbScope db, Account account, bool fits, CancellationToken ct)
    {
        var failures = fits ? 0 : account.FailedSignIns + 1;
        var locked = failures >= MostFailures ? clock.GetUtcNow() + LockedFor : null as DateTimeOffset?;
        await db.Execute($"""
            update staff set failed_sign_ins = {(locked is null ? failures : 0)}, locked_until = {locked} where id = {account.Id}
            """, ct);
        return locked is not null;
    }

    private sealed record Tried(SignedInStaff? Staff, string? Note)
    {
        public StaffId Id { get; init; }
    }

    private sealed record Workplace(TenantId Tenant, string Name);

    private sealed record Account(
        StaffId Id, string Name, string PasswordHash, string SecurityStamp, int FailedSignIns, DateTimeOffset? LockedUntil, DateTimeOffset? DisabledAt);
}
