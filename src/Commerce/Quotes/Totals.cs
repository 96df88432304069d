using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Quotes;

/// <summary>The sums of a quote. Discount and tax stand apart so that they can come later without changing what a total means.</summary>
/// <param name="Method">How it is delivered; none when the shop names no way.</param>
public sealed record Totals(long Subtotal, long Shipping, long Discount, long Tax, ShippingMethod? Method)
{
    /// <summary>The highest total that is quoted, in minor units: far below overflow, far above any order.</summary>
    public const long Most = 1_000_000_000_000_000;

    public long Total => Subtotal + Shipping + Tax - Discount;

    /// <summary>
    /// Adds a cart up. Refusals: <c>shipping-method-not-known</c>, <c>amount-not-payable</c> (nothing to pay, too much, or a price that the
    /// payment provider cannot express).
    /// </summary>
    public static Result<Totals> Of(CartView cart, ShopProfile? shop, string? method)
    {
        var chosen = method is null ? shop?.Shipping.FirstOrDefault() : shop?.Shipping.FirstOrDefault(s => s.Code == method);
        if (method is not null && chosen is null)
        {
            return new Refusal("shipping-method-not-known", $"This shop does not deliver by '{method}'.", "shippingMethod");
        }

        var subtotal = cart.Lines.Aggregate((Int128)0, (sum, line) => sum + ((Int128)line.UnitPrice.Minor * line.Quantity));
        var shipping = chosen is null || subtotal >= (chosen.FreeFromMinor ?? long.MaxValue) ? 0 : chosen.PriceMinor;
        if (subtotal + shipping is var total && (total <= 0 || total > Most))
        {
            return new Refusal("amount-not-payable", "The total is nothing, or more than can be paid at once.", "amount");
        }

        return Unsayable(cart, shipping) ?? (Result<Totals>)new Totals((long)subtotal, shipping, 0, 0, chosen);
    }

    private static Refusal? Unsayable(CartView cart, long shipping) =>
        cart.Lines.Select(l => l.UnitPrice).Append(new(shipping, cart.Currency)).Select(p => ProviderAmounts.ToStripe(p).Refusal).FirstOrDefault(r => r is not null);
}
