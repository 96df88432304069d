using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Carts;

/// <summary>The carts of two people who turned out to be one.</summary>
internal static class JoinedCarts
{
    /// <summary>The active carts of both, locked in the order of their ids.</summary>
    public static async Task<(CartId? From, CartId? To)> Lock(TenantScope db, ContactId from, ContactId to, CancellationToken ct)
    {
        ContactId[] both = [from, to];
        var carts = await db.List<Owned>($"""
            select id, contact_id from cart where tenant_id = {db.Tenant} and contact_id = any({both.Values()}) and state = 'active' order by id for update
            """, ct);
        return (carts.Find(c => c.ContactId == from)?.Id, carts.Find(c => c.ContactId == to)?.Id);
    }

    /// <summary>
    /// Quantities add up, as far as a cart and the stock allow, and never below what either cart had; a full cart takes no further items.
    /// The cart that is poured out has ended.
    /// </summary>
    public static async Task Merge(TenantScope db, CartId from, CartId to, DateTimeOffset now, CancellationToken ct)
    {
        await using var reading = await db.Batch(
            [
                $"""
                update cart set version = version + 1, updated_at = {now} where tenant_id = {db.Tenant} and id = {to}
                    and exists (select 1 from cart_line where tenant_id = {db.Tenant} and cart_id = {from})
                """,
                $"""
                with given as (
                    select l.variant_id, sum(l.quantity)::int as total, max(l.quantity) as most, min(l.added_at) as added_at, max(l.note) as note,
                        bool_or(l.cart_id = {to}) as known
                    from cart_line l where l.tenant_id = {db.Tenant} and l.cart_id in ({from}, {to}) group by l.variant_id
                ), placed as (
                    select g.*, {CartRows.Available(db, $"{to}::uuid")} as available, row_number() over (order by g.known desc, g.added_at, g.variant_id) as place
                    from given g
                    join variant v on v.tenant_id = {db.Tenant} and v.id = g.variant_id
                    left join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
                )
                insert into cart_line (tenant_id, cart_id, variant_id, quantity, note, added_at)
                select {db.Tenant}, {to}, variant_id, greatest(most, least(total, {Quantity.Most}, available)), note, added_at from placed where place <= {Carts.MostLines}
                on conflict (tenant_id, cart_id, variant_id) do update set quantity = excluded.quantity
                """,
                $"delete from cart_line where tenant_id = {db.Tenant} and cart_id = {from}",
                $"update cart set state = 'cleared', updated_at = {now} where tenant_id = {db.Tenant} and id = {from}",
            ], ct);
        await reading.Affected(ct);
    }

    /// <summary>Every cart of the one, active or not, is the other's.</summary>
    public static Task Follow(TenantScope db, ContactId from, ContactId to, CancellationToken ct) =>
        db.Execute($"update cart set contact_id = {to} where tenant_id = {db.Tenant} and contact_id = {from}", ct);

    private sealed record Owned(CartId Id, ContactId ContactId);
}
