using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Carts;

/// <summary>The refusal of more than is left, the same wherever it happens.</summary>
public static class NotEnough
{
    public const string Code = "not-enough-stock";

    /// <param name="left">Pieces that this customer could have.</param>
    public static Refusal Of(string sku, string title, int left) =>
        new Refusal(Code, left > 0 ? $"Only {left} of {title} left." : $"{title} is sold out.", "quantity")
            .With("sku", sku).With("title", title).With("left", Math.Max(left, 0));
}
