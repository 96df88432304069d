using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Orders;

public enum OrderNewsKind
{
    Paid,
    Expired,
    Cancelled,
    Refunded,
    Shipped,

    /// <summary>A payment came when it could no longer be taken, and goes back.</summary>
    LateRefund,

    /// <summary>A payment came for what is paid for already, and goes back.</summary>
    SecondRefund,
    PaymentFailed,
}

/// <summary>Something the customer should hear.</summary>
/// <param name="Amount">What was paid or goes back; the order's total otherwise.</param>
public sealed record OrderNews(
    OrderId OrderId, string Number, ContactId ContactId, ConversationId? ConversationId, OrderNewsKind Kind, Price Amount, string TrackToken);

/// <summary>Tells the customer, in the same transaction as the change itself, so that neither happens without the other.</summary>
public interface IOrderNews
{
    Task Announce(TenantScope db, OrderNews news, CancellationToken ct);
}
