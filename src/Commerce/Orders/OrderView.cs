using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Orders;

/// <summary>An order as people see it.</summary>
/// <param name="PayToken">Its pay link is <c>/c/{PayToken}</c>.</param>
/// <param name="TrackToken">Its page is <c>/t/{TrackToken}</c>.</param>
/// <param name="PayBefore">Until then its goods are kept; only while it awaits payment.</param>
public sealed record OrderView(
    OrderId Id,
    string Number,
    OrderState State,
    PaymentState PaymentState,
    ContactId ContactId,
    ConversationId? ConversationId,
    IReadOnlyList<OrderLineView> Lines,
    Price Subtotal,
    Price Shipping,
    Price Discount,
    Price Tax,
    Price Total,
    Price Refunded,
    string? ShippingLabel,
    string? CustomerEmail,
    string PayToken,
    string TrackToken,
    DateTimeOffset CreatedAt,
    DateTimeOffset? PaidAt,
    DateTimeOffset? PayBefore,
    IReadOnlyList<OrderEventView> Events,
    IReadOnlyList<ShipmentView> Shipments)
{
    public int Pieces => Lines.Sum(l => l.Quantity);
}

public sealed record OrderLineView(
    VariantId VariantId, string Sku, string Title, IReadOnlyDictionary<string, string> Options, int Quantity, Price UnitPrice, Price Total);

/// <param name="Kind">Stable kebab-case name of what happened, such as <c>paid</c>.</param>
/// <param name="Actor">Who did it, such as <c>staff:Ann</c> or <c>system:stripe</c>.</param>
public sealed record OrderEventView(string Kind, string Actor, DateTimeOffset At);

public sealed record ShipmentView(ShipmentId Id, string Carrier, string TrackingNumber, string? TrackingUrl, DateTimeOffset ShippedAt);

/// <summary>What to list, newest first.</summary>
/// <param name="Text">Part of a number or an e-mail address.</param>
/// <param name="Before">Orders older than this one only: the last of the page before.</param>
public sealed record OrderListQuery(OrderState? State = null, string? Text = null, ContactId? Contact = null, OrderId? Before = null, int Take = 50);

/// <summary>A parcel on its way.</summary>
/// <param name="TrackingUrl">An http or https address, or none.</param>
public sealed record NewShipment(string Carrier, string TrackingNumber, string? TrackingUrl = null);
