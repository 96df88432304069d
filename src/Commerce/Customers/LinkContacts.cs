using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <summary>
/// Makes two contacts one, after a code has proved that they are one person and that person has agreed, or the provider says so. Everything
/// happens in the caller's transaction or not at all: call it inside <see cref="TenantDb.Try"/>.
/// </summary>
public sealed class LinkContacts(IThreads threads, UnpaidOrders unpaid, Audit audit, TimeProvider clock)
{
    private const string Source = "chat-link";

    /// <summary>
    /// What is <paramref name="from"/>'s becomes <paramref name="to"/>'s: identities, threads, cart, orders, and the wish for silence of
    /// either. The emptied contact stays and points to the other. Refusal: <c>link-gone</c> when either is no longer there to join.
    /// </summary>
    /// <returns>The language both speak from now on.</returns>
    public async Task<Result<string>> Join(TenantScope db, ContactId from, ContactId to, CancellationToken ct)
    {
        var joined = await Become(db, from, to, new Actor(ActorKind.Customer, $"{to}"), ct);
        if (joined.Ok)
        {
            await Agreed(db, to, granted: true, ct);
        }

        return joined;
    }

    /// <summary>The same, where the provider itself says that both are one person: nobody is asked.</summary>
    /// <param name="source">Who says so, for the audit.</param>
    public Task<Result<string>> Follow(TenantScope db, ContactId from, ContactId to, string source, CancellationToken ct) =>
        Become(db, from, to, Actor.System(source), ct);

    /// <summary>The person has proved it but wants the chats kept apart.</summary>
    public Task Decline(TenantScope db, ContactId contact, CancellationToken ct) => Agreed(db, contact, granted: false, ct);

    private async Task<Result<string>> Become(TenantScope db, ContactId from, ContactId to, Actor actor, CancellationToken ct)
    {
        ContactId[] both = [from, to];
        var living = await db.List<ContactId>($"""
            select id from contact where tenant_id = {db.Tenant} and id = any({both.Values()}) and merged_into is null order by id for update
            """, ct);
        if (living.Count != 2)
        {
            return new Refusal("link-gone", "These chats cannot be joined any more. Ask for a new code.");
        }

        await JoinCarts(db, from, to, ct);
        await OrderRows.Follow(db, from, to, clock.GetUtcNow(), ct);
        await threads.Move(db, from, to, ct);
        await MovePerson(db, from, to, ct);
        await audit.Write(db, actor, new("contacts-joined", "contact", $"{to}", new { from }), ct);
        return await db.Get<string>($"""
            select coalesce((select c.language from conversation c where c.tenant_id = p.tenant_id and c.contact_id = p.id
                order by c.last_inbound_at desc nulls last limit 1), p.language, t.locale)
            from contact p join tenant t on t.id = p.tenant_id where p.tenant_id = {db.Tenant} and p.id = {to}
            """, ct);
    }

    // An unpaid order is bound to its cart: where that cart ends, the order ends as it would at the next checkout. So an empty cart ends first.
    private async Task JoinCarts(TenantScope db, ContactId from, ContactId to, CancellationToken ct)
    {
        var carts = await JoinedCarts.Lock(db, from, to, ct);
        if (carts is { From: { } theirs, To: { } own })
        {
            var (given, had) = (await CartRows.Read(db, from, ct), await CartRows.Read(db, to, ct));
            var (ending, kept, poured) = had.IsEmpty && !given.IsEmpty ? (own, theirs, had) : (theirs, own, given);
            await unpaid.Supersede(db, ending, [.. poured.Lines.Select(l => l.VariantId)], ct);
            await JoinedCarts.Merge(db, ending, kept, clock.GetUtcNow(), ct);
        }

        await JoinedCarts.Follow(db, from, to, ct);
    }

    private async Task MovePerson(TenantScope db, ContactId from, ContactId to, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var reading = await db.Batch(
            [
                $"update contact_identity set contact_id = {to} where tenant_id = {db.Tenant} and contact_id = {from}",
                $"update consent set contact_id = {to} where tenant_id = {db.Tenant} and contact_id = {from}",
                $"""
                insert into suppression (tenant_id, contact_id, reason, at)
                select tenant_id, {to}, reason, at from suppression where tenant_id = {db.Tenant} and contact_id = {from} on conflict do nothing
                """,
                $"delete from suppression where tenant_id = {db.Tenant} and contact_id = {from}",
                $"""
                update contact t set display_name = coalesce(t.display_name, f.display_name), language = coalesce(t.language, f.language),
                    phone = coalesce(t.phone, f.phone), email = coalesce(t.email, f.email)
                from contact f where t.tenant_id = {db.Tenant} and t.id = {to} and f.tenant_id = {db.Tenant} and f.id = {from}
                """,
                $"""
                update contact set merged_into = {to}, phone = case when id = {from} then null else phone end, email = case when id = {from} then null else email end
                where tenant_id = {db.Tenant} and (id = {from} or merged_into = {from})
                """,
                $"""
                update link_code set used_at = {now}
                where tenant_id = {db.Tenant} and used_at is null and (from_contact = {from} or to_contact = {from})
                """,
            ], ct);
        await reading.Affected(ct);
    }

    private Task Agreed(TenantScope db, ContactId contact, bool granted, CancellationToken ct) => db.Execute($"""
        insert into consent (tenant_id, id, contact_id, purpose, granted, source, at)
        values ({db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {contact}, 'link', {granted}, {Source}, {clock.GetUtcNow()})
        """, ct);
}
