using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Carts;

/// <summary>A contact's cart at today's prices. An empty cart has no id and no lines.</summary>
/// <param name="Version">Grows with each change; a payment link is bound to the version it was made from.</param>
public sealed record CartView(CartId? Id, int Version, string Currency, IReadOnlyList<CartLineView> Lines, Price Subtotal)
{
    public bool IsEmpty => Lines.Count == 0;

    /// <summary>Pieces in all.</summary>
    public int Pieces => Lines.Sum(l => l.Quantity);
}

/// <param name="Options">The variant's choices, such as <c>size</c> = <c>42</c>.</param>
/// <param name="Available">Pieces this contact can have now, counting those already kept for this cart.</param>
/// <param name="Sellable">False when the product or variant has been withdrawn since it was added.</param>
public sealed record CartLineView(
    VariantId VariantId,
    ProductId ProductId,
    string Sku,
    string Title,
    IReadOnlyDictionary<string, string> Options,
    int Quantity,
    Price UnitPrice,
    Price Total,
    int Available,
    string? ImageUrl,
    bool Sellable);
