using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <summary>What of a person's another chat gets to see once the two are joined.</summary>
/// <param name="Items">How many pieces lie in the cart.</param>
/// <param name="Latest">Numbers of the latest orders, at most three.</param>
/// <param name="MoreOrders">How many there are besides.</param>
public sealed record LinkStake(int Items, IReadOnlyList<string> Latest, int MoreOrders);

/// <summary>Names what is at stake, so that nobody agrees to share something they did not think of.</summary>
public static class LinkStakes
{
    private const int Named = 3;

    public static async Task<LinkStake> Of(TenantScope db, ContactId contact, CancellationToken ct)
    {
        await using var reading = await db.Batch(
            [
                $"""
                select coalesce(sum(l.quantity), 0)::int from cart c join cart_line l on l.tenant_id = c.tenant_id and l.cart_id = c.id
                where c.tenant_id = {db.Tenant} and c.contact_id = {contact} and c.state = 'active'
                """,
                $"select count(*)::int from sales_order where tenant_id = {db.Tenant} and contact_id = {contact}",
                $"select number from sales_order where tenant_id = {db.Tenant} and contact_id = {contact} order by created_at desc limit {Named}",
            ], ct);
        var (items, orders, latest) = (await reading.Get<int>(ct), await reading.Get<int>(ct), await reading.List<string>(ct));
        return new(items, latest, orders - latest.Count);
    }
}
