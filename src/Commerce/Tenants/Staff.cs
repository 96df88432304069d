using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ChatCommerce.Commerce.Tenants;

/// <summary>Someone who is to work for a shop.</summary>
public sealed record NewStaff(string Email, string Name, Role Role, string Password)
{
    /// <summary>The password never reaches a log by accident.</summary>
    public override string ToString() => $"{Email} ({Role})";
}

/// <summary>Someone who works for the shop.</summary>
public sealed record Colleague(StaffId StaffId, string StaffName, Role Role);

/// <summary>The people who work for the shops. Who they are is the platform's; what they may do in a shop is their membership.</summary>
public sealed class Staff(SystemDb system, TimeProvider clock)
{
    private readonly PasswordHasher<string> hasher = new(Options.Create(new PasswordHasherOptions()));

    /// <summary>Makes the person if there is none with this address, sets their password, and gives them their role in the shop.</summary>
    public async Task<StaffId> Enrol(TenantId tenant, NewStaff person, CancellationToken ct)
    {
        var email = person.Email.Trim().ToLowerInvariant();
        var hash = hasher.HashPassword(email, person.Password);
        var enrolled = await system.Try<StaffId>(async db =>
        {
            var id = await db.Get<StaffId>($"""
                insert into staff (id, email, name, password_hash, security_stamp, created_at)
                values ({Id.New<StaffId>(clock)}, {email}, {person.Name}, {hash}, {Token.New()}, {clock.GetUtcNow()})
                on conflict (email) do update set password_hash = excluded.password_hash, security_stamp = excluded.security_stamp
                returning id
                """, ct);
            await db.Execute($"""
                insert into membership (tenant_id, staff_id, role, staff_name, created_at)
                values ({tenant}, {id}, {person.Role}, {person.Name}, {clock.GetUtcNow()})
                on conflict (tenant_id, staff_id) do nothing
                """, ct);
            return id;
        }, ct);
        return enrolled.Value;
    }

    /// <summary>Everybody who works for the shop.</summary>
    public async Task<IReadOnlyList<Colleague>> List(TenantScope db, CancellationToken ct) =>
        await db.List<Colleague>($"select staff_id, staff_name, role from membership where tenant_id = {db.Tenant} order by staff_name, staff_id", ct);
}
