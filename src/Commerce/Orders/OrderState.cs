using System.Collections.Frozen;

namespace ChatCommerce.Commerce.Orders;

public enum OrderState
{
    Draft,
    AwaitingPayment,
    Paid,
    Fulfilling,
    Completed,
    Cancelled,
    Expired,
    Refunded,
    PartlyRefunded,
}

/// <summary>Where the order's money is; apart from where its goods are.</summary>
public enum PaymentState
{
    Unpaid,

    /// <summary>The customer has done their part; the bank has not.</summary>
    Pending,
    Paid,
    PartlyRefunded,
    Refunded,
    Disputed,
}

/// <summary>
/// The allowed moves. The database guards both with the same tables (<c>order_move</c>, <c>payment_move</c>); docs/state-machines.md draws them.
/// </summary>
public static class OrderMoves
{
    private static readonly FrozenDictionary<OrderState, OrderState[]> Orders = new Dictionary<OrderState, OrderState[]>
    {
        [OrderState.Draft] = [OrderState.AwaitingPayment, OrderState.Cancelled],
        [OrderState.AwaitingPayment] = [OrderState.Paid, OrderState.Cancelled, OrderState.Expired],
        [OrderState.Expired] = [OrderState.Paid, OrderState.AwaitingPayment],
        [OrderState.Cancelled] = [OrderState.Paid],
        [OrderState.Paid] = [OrderState.Fulfilling, OrderState.Completed, OrderState.Refunded, OrderState.PartlyRefunded],
        [OrderState.Fulfilling] = [OrderState.Completed, OrderState.Refunded, OrderState.PartlyRefunded],
        [OrderState.Completed] = [OrderState.Refunded, OrderState.PartlyRefunded],
        [OrderState.PartlyRefunded] = [OrderState.Refunded, OrderState.Fulfilling, OrderState.Completed, OrderState.Paid],
        [OrderState.Refunded] = [OrderState.PartlyRefunded, OrderState.Paid],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<PaymentState, PaymentState[]> Payments = new Dictionary<PaymentState, PaymentState[]>
    {
        [PaymentState.Unpaid] = [PaymentState.Pending, PaymentState.Paid],
        [PaymentState.Pending] = [PaymentState.Unpaid, PaymentState.Paid],
        [PaymentState.Paid] = [PaymentState.PartlyRefunded, PaymentState.Refunded, PaymentState.Disputed],
        [PaymentState.PartlyRefunded] = [PaymentState.Refunded, PaymentState.Disputed, PaymentState.Paid],
        [PaymentState.Disputed] = [PaymentState.Paid, PaymentState.PartlyRefunded, PaymentState.Refunded],
        [PaymentState.Refunded] = [PaymentState.Disputed, PaymentState.PartlyRefunded, PaymentState.Paid],
    }.ToFrozenDictionary();

    public static IEnumerable<(OrderState From, OrderState To)> All => Orders.SelectMany(m => m.Value.Select(to => (m.Key, to)));

    public static IEnumerable<(PaymentState From, PaymentState To)> AllOfPayments => Payments.SelectMany(m => m.Value.Select(to => (m.Key, to)));

    public static bool Allows(OrderState from, OrderState to) => Orders[from].Contains(to);

    public static bool Allows(PaymentState from, PaymentState to) => Payments[from].Contains(to);

    /// <summary>Paid for and kept, whatever happened to the goods since.</summary>
    public static bool IsPaid(OrderState state) => state is
        OrderState.Paid or OrderState.Fulfilling or OrderState.Completed or OrderState.PartlyRefunded or OrderState.Refunded;
}
