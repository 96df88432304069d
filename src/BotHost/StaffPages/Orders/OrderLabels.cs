using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Refunds;

namespace ChatCommerce.BotHost.StaffPages.Orders;

/// <summary>What staff read about orders.</summary>
internal static class OrderLabels
{
    public static string Of(OrderState state) => state switch
    {
        OrderState.Draft => "Draft",
        OrderState.AwaitingPayment => "Waits for payment",
        OrderState.Paid => "To be sent",
        OrderState.Fulfilling => "On its way",
        OrderState.Completed => "Completed",
        OrderState.Cancelled => "Cancelled",
        OrderState.Expired => "Expired unpaid",
        OrderState.Refunded => "Refunded",
        OrderState.PartlyRefunded => "Partly refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>Class of the badge.</summary>
    public static string Tone(OrderState state) => state switch
    {
        OrderState.AwaitingPayment => "badge warn",
        OrderState.Paid => "badge accent",
        OrderState.Fulfilling or OrderState.Completed => "badge good",
        _ => "badge",
    };

    public static string Of(PaymentState state) => state switch
    {
        PaymentState.Unpaid => "Not paid",
        PaymentState.Pending => "The bank is checking",
        PaymentState.Paid => "Paid",
        PaymentState.PartlyRefunded => "Partly given back",
        PaymentState.Refunded => "Given back",
        PaymentState.Disputed => "Disputed by the customer's bank",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Tone(PaymentState state) => state switch
    {
        PaymentState.Paid => "badge good",
        PaymentState.Pending => "badge warn",
        PaymentState.Disputed => "badge bad",
        _ => "badge",
    };

    public static (string Text, string Tone) Of(RefundState state) => state switch
    {
        RefundState.Requested => ("Asked for; the provider has not answered yet", "badge warn"),
        RefundState.Pending => ("On its way", "badge warn"),
        RefundState.Succeeded => ("Given back", "badge good"),
        RefundState.Failed => ("Failed", "badge bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>An event of the order's history; one that is new here is shown by its own name.</summary>
    public static string Event(string kind) => kind switch
    {
        "placed" => "Ordered",
        "payment-pending" => "The bank is checking the payment",
        "payment-failed" => "A payment did not go through",
        "paid" => "Paid",
        "late-payment" => "Paid too late; the money goes back",
        "second-payment" => "Paid a second time; the second payment goes back",
        "shipped" => "Handed to the carrier",
        "completed" => "Completed",
        "cancelled" => "Cancelled",
        "superseded" => "Replaced by a newer order of the same cart",
        "expired" => "Expired unpaid",
        "reopened" => "Opened again",
        "refund-requested" => "Refund asked for",
        "refunded" => "Money given back",
        "refund-failed" => "A refund failed",
        "disputed" => "The customer's bank disputes the payment",
        "dispute-won" => "Dispute won",
        "dispute-lost" => "Dispute lost",
        _ => kind.Replace('-', ' '),
    };

    /// <summary>Who did it: <c>staff:Ann</c> is Ann, <c>system:stripe</c> is Stripe.</summary>
    public static string Actor(string actor) => actor.Split(':', 2) switch
    {
        ["staff", var name] => name,
        ["api", var name] => $"{name} (API)",
        ["customer", _] => "the customer",
        ["agent", _] => "the bot",
        ["system", "stripe" or "webhook" or "return page"] => "Stripe",
        ["system", _] => "automatic",
        _ => actor,
    };

    public static string? Done(string act) => act switch
    {
        "cancel" => "The order is cancelled and the customer has been told. Its pay link no longer works.",
        "ship" => "The parcel is recorded and the customer has been told.",
        "complete" => "The order is completed.",
        "check" => "The payment provider was asked: the order stands as it says.",
        "refund" => "The refund is with the payment provider: see below how far it came.",
        _ => null,
    };

    /// <summary>What to do after a refusal.</summary>
    public static string? Advice(string code) => code switch
    {
        "order-paid" => "Give the money back with a refund instead.",
        "payment-provider-away" => "It is asked again by itself within a quarter of an hour.",
        "order-closed" => "Nothing is left to do here.",
        "order-move-not-allowed" => "It has moved on meanwhile; this page shows where it stands now.",
        "refund-too-large" => "Give back that much or less.",
        "order-disputed" => "Answer the dispute in the payment provider's own pages.",
        "nothing-to-refund" => "See the refunds on this page.",
        "refunds-changed" => "See the refunds on this page, then send the form again if it is still right.",
        "restock-needs-full-refund" => "Untick it, or give back everything that is left.",
        "amount-not-payable" => "Round the amount.",
        _ => null,
    };
}
