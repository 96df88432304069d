using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Orders;

/// <summary>How an order says no; the codes are stable for ever.</summary>
public static class OrderRefusals
{
    public static Refusal NotFound { get; } = new("order-not-found", "There is no such order.");

    public static Refusal Paid { get; } = new("order-paid", "The order is paid already.");

    public static Refusal Cancelled { get; } = new("order-cancelled", "The order was cancelled.");

    /// <summary>It is cancelled or expired.</summary>
    public static Refusal Closed { get; } = new("order-closed", "The order is closed: it was cancelled or has expired.");

    public static Refusal NoMove(OrderState from, OrderState to) =>
        new Refusal("order-move-not-allowed", $"An order that is {SqlName.Of(from)} cannot become {SqlName.Of(to)}.", "state").With("state", SqlName.Of(from));
}
