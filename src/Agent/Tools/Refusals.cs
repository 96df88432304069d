using ChatCommerce.Platform;

namespace ChatCommerce.Agent.Tools;

/// <summary>How tools themselves say no; the business's own refusals come from Commerce.</summary>
internal static class Refusals
{
    public static Refusal NoSuchProduct { get; } = new("product-not-found", "No product is meant by that. Search first, or ask the customer.");

    public static Refusal NoSuchCode { get; } = new("sku-not-found", "No product has that code.");

    public static Refusal SeveralFit { get; } = new("several-products-fit", "Several products fit; the customer was asked which one.");

    public static Refusal NotInCart { get; } = new("not-in-cart", "That is not in the cart.");

    public static Refusal NoOrder { get; } = new("order-not-found", "This customer has no such order.");

    public static Refusal NotCancellable { get; } = new("order-not-cancellable", "Only an order that awaits payment can be cancelled in chat.");

    public static Refusal ConfirmationGone { get; } = new("confirmation-gone", "There is no such open question: it was answered, has expired, or was never asked.");
}
