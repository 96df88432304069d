using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <param name="Conversation">Where they ask.</param>
/// <param name="Identifier">What they say they are known by elsewhere, as typed.</param>
public sealed record LinkRequest(ContactId From, ConversationId Conversation, string Identifier);

/// <summary>What a typed code was.</summary>
/// <param name="To">Whom it proves them to be; null when it was wrong or there is none to compare with.</param>
/// <param name="Left">How often they may still try.</param>
public sealed record LinkCheck(ContactId? To, int Left);

/// <summary>
/// One-time codes by which a person proves on one channel that another channel's thread is theirs too. A code lives ten minutes and five
/// tries; a new one ends the one before. Call the acts inside one transaction, and commit it whatever they find: tries are counted in it.
/// </summary>
public sealed class LinkCodes(IThreads threads, TimeProvider clock)
{
    public const int Tries = 5;
    public const int StartsAnHour = 3;
    public static readonly TimeSpan LivesFor = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Sends a code to the thread of whoever is meant. Whether there is anybody is never told, by this or by anything after it. Refusal:
    /// <c>link-tried-too-often</c>.
    /// </summary>
    public async Task<Result<Done>> Start(TenantScope db, LinkRequest request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.List<ContactId>($"select id from contact where tenant_id = {db.Tenant} and id = {request.From} for update", ct);
        if (await Starts(db, $"shown_in is null and from_contact = {request.From}", now, ct) >= StartsAnHour)
        {
            return new Refusal("link-tried-too-often", "Codes were asked for too often. Try again in an hour.");
        }

        var (id, code, salt) = (Guid.CreateVersion7(now), NewCode(), RandomNumberGenerator.GetBytes(16));
        var target = await Spared(db, await Best(db, await LinkTargets.Find(db, request, ct), ct), now, ct);
        await using (var reading = await db.Batch(
            [
                $"update link_code set used_at = {now} where tenant_id = {db.Tenant} and from_contact = {request.From} and shown_in is null and used_at is null",
                $"""
                insert into link_code (tenant_id, id, from_contact, to_contact, to_conversation, salt, code_hash, created_at, expires_at)
                values ({db.Tenant}, {id}, {request.From}, {target?.Contact}, {target?.Conversation}, {salt}, {Hash(salt, code)}, {now}, {now + LivesFor})
                """,
            ], ct))
        {
            await reading.Affected(ct);
        }

        if (target is not null)
        {
            await threads.SendCode(db, new(id, target.Conversation, request.Conversation, code, now + LivesFor), ct);
        }

        return Done.It;
    }

    /// <summary>Compares what was typed with the open code of this person. The right code is thereby used up, and so is one tried too often.</summary>
    public async Task<LinkCheck> Check(TenantScope db, ContactId from, string typed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var open = await db.Find<Open>($"""
            select id, to_contact, salt, code_hash, tries from link_code
            where tenant_id = {db.Tenant} and from_contact = {from} and shown_in is null and used_at is null and expires_at > {now} and tries < {Tries} for update
            """, ct);
        if (open is null)
        {
            return new(null, 0);
        }

        var same = CryptographicOperations.FixedTimeEquals(Hash(open.Salt, LinkTargets.Digits(typed)), open.CodeHash);
        var right = same && open.ToContact is not null;
        var left = right ? 0 : Tries - open.Tries - 1;
        await db.Execute($"""
            update link_code set tries = tries + 1, used_at = case when {left == 0} then {now} end where tenant_id = {db.Tenant} and id = {open.Id}
            """, ct);
        return new(right ? open.ToContact : null, left);
    }

    internal static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    // A code that waits until the person writes again may be dead by then: a thread that is open now goes before a later one.
    private async Task<LinkTarget?> Best(TenantScope db, List<LinkTarget> targets, CancellationToken ct)
    {
        var open = targets.Count > 1 ? await threads.Reachable(db, [.. targets.Select(t => t.Conversation)], ct) : null;
        return targets.Find(t => t.Conversation == open) ?? targets.FirstOrDefault();
    }

    // Nobody is pestered with codes, however many people or programs ask for them.
    private static async Task<LinkTarget?> Spared(TenantScope db, LinkTarget? target, DateTimeOffset now, CancellationToken ct)
    {
        if (target is null)
        {
            return null;
        }

        await db.Execute($"select pg_advisory_xact_lock(hashtextextended({"link" + target.Contact}, 2))", ct);
        return await Starts(db, $"to_contact = {target.Contact}", now, ct) < StartsAnHour ? target : null;
    }

    private static Task<long> Starts(TenantScope db, Sql whose, DateTimeOffset now, CancellationToken ct) =>
        db.Get<long>($"select count(*) from link_code where tenant_id = {db.Tenant} and {whose} and created_at > {now - TimeSpan.FromHours(1)}", ct);

    private static byte[] Hash(byte[] salt, string code) => SHA256.HashData([.. salt, .. Encoding.ASCII.GetBytes(code)]);

    private sealed record Open(Guid Id, ContactId? ToContact, byte[] Salt, byte[] CodeHash, int Tries);
}
