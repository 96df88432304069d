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

        var (cart, line, lines) = await Open(db, contact, variant, ct);
        return line?.Quantity is null && lines >= MostLines
            ? new Refusal("cart-full", $"A cart holds up to {MostLines} different items.").With("most", MostLines)
            : await Put(db, contact, new(cart, variant, (line?.Quantity ?? 0) + quantity), line, ct);
    }

    /// <summary>Sets the quantity of a line that is in the cart. Refusals as <see cref="Add"/>, and <c>not-in-cart</c>.</summary>
    public async Task<Result<CartView>> SetQuantity(TenantScope db, ContactId contact, VariantId variant, int quantity, CancellationToken ct)
    {
        if (Quantity.Check(quantity).Refusal is { } notValid)
        {
            return notValid;
        }

        var (cart, line, _) = await Open(db, contact, variant, ct);
        return line?.Quantity is null ? NotInCart : await Put(db, contact, new(cart, variant, quantity), line, ct);
    }

    /// <summary>Takes a line out. Refusal: <c>not-in-cart</c>.</summary>
    public async Task<Result<CartView>> Remove(TenantScope db, ContactId contact, VariantId variant, CancellationToken ct)
    {
        var (_, line, _) = await Open(db, contact, variant, ct);
        return line?.Quantity is null ? NotInCart : await CartRows.TakeOut(db, contact, variant, clock.GetUtcNow(), ct);
    }

    /// <summary>Empties the cart; an empty cart stays as it is.</summary>
    public async Task<Result<CartView>> Clear(TenantScope db, ContactId contact, CancellationToken ct)
    {
        await CartRows.Lock(db, contact, ct);
        var cart = await Show(db, contact, ct);
        return cart.IsEmpty ? cart : await CartRows.TakeOut(db, contact, null, clock.GetUtcNow(), ct);
    }

    private static Refusal NotInCart => new("not-in-cart", "That item is not in the cart.");

    private Task<CartToChange> Open(TenantScope db, ContactId contact, VariantId variant, CancellationToken ct) =>
        CartRows.Open(db, contact, variant, new(Id.New<CartId>(clock), clock.GetUtcNow()), ct);

    private async Task<Result<CartView>> Put(TenantScope db, ContactId contact, NewLine wanted, LineToSell? line, CancellationToken ct)
    {
        if (line is null || !line.Sellable || !string.Equals(line.Currency, wanted.Cart.Currency, StringComparison.Ordinal))
        {
            return new Refusal("not-sellable", "That item cannot be bought now.");
        }

        if (wanted.Quantity > Quantity.Most)
        {
            return Quantity.Check(wanted.Quantity).Refusal!;
        }

        return wanted.Quantity > line.Available
            ? NotEnough.Of(line.Sku, line.Title, line.Available)
            : await CartRows.Put(db, contact, wanted, clock.GetUtcNow(), ct);
    }
}
