using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Carts;

/// <summary>A cart that has been paid for.</summary>
internal static class OrderedCart
{
    /// <summary>Locks the cart: the root of all locks of its orders.</summary>
    public static Task Lock(TenantScope db, CartId id, CancellationToken ct) =>
        db.List<CartId>($"select id from cart where tenant_id = {db.Tenant} and id = {id} for update", ct);

    /// <summary>Ends the cart. What the customer has put in since the order was placed moves on to a new cart.</summary>
    public static async Task Close(TenantScope db, CartId id, OrderId paid, CartId fresh, DateTimeOffset now, CancellationToken ct)
    {
        var closed = await db.Execute($"""
            update cart set state = 'ordered', updated_at = {now} where tenant_id = {db.Tenant} and id = {id} and state = 'active'
            """, ct);
        if (closed == 0)
        {
            return;
        }

        await db.Execute($"""
            with rest as (
                select l.variant_id, l.quantity - coalesce(o.quantity, 0) as quantity, l.note, l.added_at
                from cart_line l left join order_line o on o.tenant_id = l.tenant_id and o.order_id = {paid} and o.variant_id = l.variant_id
                where l.tenant_id = {db.Tenant} and l.cart_id = {id} and l.quantity > coalesce(o.quantity, 0)),
            fresh as (
                insert into cart (tenant_id, id, contact_id, currency, note, updated_at)
                select tenant_id, {fresh}, contact_id, currency, note, {now} from cart
                where tenant_id = {db.Tenant} and id = {id} and exists (select 1 from rest)
                returning id)
            insert into cart_line (tenant_id, cart_id, variant_id, quantity, note, added_at)
            select {db.Tenant}, fresh.id, rest.variant_id, rest.quantity, rest.note, rest.added_at from rest, fresh
            """, ct);
    }
}
