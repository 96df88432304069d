using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Carts;

/// <summary>
/// Carts of contacts. Each contact has at most one active cart; it lasts until it is paid for. The acts write several rows: call them
/// inside one <see cref="TenantDb.Try"/>.
/// </summary>
public sealed class Carts(TimeProvider clock)
{
    /// <summary>Lines in one cart; payment providers take about a hundred.</summary>
    public const int MostLines = 50;

    public Task<CartView> Show(TenantScope db, ContactId contact, CancellationToken ct) => CartRows.Read(db, contact, ct);

    /// <summary>
    /// Adds to what is there. Refusals: <c>quantity-not-valid</c>, <c>not-sellable</c>, <c>not-enough-stock</c> (facts sku, title, left),
    /// <c>cart-full</c>.
    /// </summary>
    public async Task<Result<CartView>> Add(TenantScope db, ContactId contact, VariantId variant, int quantity, CancellationToken ct)
    {
        if (Quantity.Check(quantity).Refusal is { } notValid)
        {
            return notValid;
        }

        var cart = await CartRows.Open(db, contact, Id.New<CartId>(clock), clock.GetUtcNow(), ct);
        var line = await CartRows.FindLine(db, cart, variant, ct);
        return line?.Quantity is null && await CartRows.Count(db, cart, ct) >= MostLines
            ? new Refusal("cart-full", $"A cart holds up to {MostLines} different items.").With("most", MostLines)
            : await Put(db, contact, new(cart, variant), line, (line?.Quantity ?? 0) + quantity, ct);
    }

    /// <summary>Sets the quantity of a line that is in the cart. Refusals as <see cref="Add"/>, and <c>not-in-cart</c>.</summary>
    public async Task<Result<CartView>> SetQuantity(TenantScope db, ContactId contact, VariantId variant, int quantity, CancellationToken ct)
    {
        if (Quantity.Check(quantity).Refusal is { } notValid)
        {
            return notValid;
        }

        var cart = await CartRows.Open(db, contact, Id.New<CartId>(clock), clock.GetUtcNow(), ct);
        var line = await CartRows.FindLine(db, cart, variant, ct);
        return line?.Quantity is null ? NotInCart : await Put(db, contact, new(cart, variant), line, quantity, ct);
    }

    /// <summary>Takes a line out. Refusal: <c>not-in-cart</c>.</summary>
    public async Task<Result<CartView>> Remove(TenantScope db, ContactId contact, VariantId variant, CancellationToken ct)
    {
        var cart = await CartRows.Open(db, contact, Id.New<CartId>(clock), clock.GetUtcNow(), ct);
        var removed = await db.Execute($"""
            delete from cart_line where tenant_id = {db.Tenant} and cart_id = {cart.Id} and variant_id = {variant}
            """, ct);
        return removed == 0 ? NotInCart : await Changed(db, contact, cart.Id, ct);
    }

    /// <summary>Empties the cart; an empty cart stays as it is.</summary>
    public async Task<Result<CartView>> Clear(TenantScope db, ContactId contact, CancellationToken ct)
    {
        var cart = await CartRows.Open(db, contact, Id.New<CartId>(clock), clock.GetUtcNow(), ct);
        var removed = await db.Execute($"delete from cart_line where tenant_id = {db.Tenant} and cart_id = {cart.Id}", ct);
        return removed == 0 ? await Show(db, contact, ct) : await Changed(db, contact, cart.Id, ct);
    }

    private static Refusal NotInCart => new("not-in-cart", "That item is not in the cart.");

    private async Task<Result<CartView>> Put(TenantScope db, ContactId contact, Place place, LineToSell? line, int quantity, CancellationToken ct)
    {
        if (line is null || !line.Sellable || !string.Equals(line.Currency, place.Cart.Currency, StringComparison.Ordinal))
        {
            return new Refusal("not-sellable", "That item cannot be bought now.");
        }

        if (quantity > Quantity.Most)
        {
            return Quantity.Check(quantity).Refusal!;
        }

        if (quantity > line.Available)
        {
            return NotEnough.Of(line.Sku, line.Title, line.Available);
        }

        await db.Execute($"""
            insert into cart_line (tenant_id, cart_id, variant_id, quantity, added_at)
            values ({db.Tenant}, {place.Cart.Id}, {place.Variant}, {quantity}, {clock.GetUtcNow()})
            on conflict (tenant_id, cart_id, variant_id) do update set quantity = excluded.quantity
            """, ct);
        return await Changed(db, contact, place.Cart.Id, ct);
    }

    private async Task<Result<CartView>> Changed(TenantScope db, ContactId contact, CartId cart, CancellationToken ct)
    {
        await db.Execute($"""
            update cart set version = version + 1, updated_at = {clock.GetUtcNow()} where tenant_id = {db.Tenant} and id = {cart}
            """, ct);
        return await Show(db, contact, ct);
    }

    private sealed record Place(OpenCart Cart, VariantId Variant);
}
