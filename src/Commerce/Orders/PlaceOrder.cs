using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Orders;

/// <param name="ShippingMethod">Code of one of the shop's ways to deliver; the first when none is named.</param>
public sealed record CheckoutRequest(ContactId ContactId, ConversationId? ConversationId = null, string? ShippingMethod = null);

/// <param name="PayToken">The pay link is <c>/c/{PayToken}</c>.</param>
/// <param name="TrackToken">The order's page is <c>/t/{TrackToken}</c>.</param>
/// <param name="PayBefore">Until then the goods are kept.</param>
public sealed record PlacedOrder(
    OrderId OrderId, string Number, Price Total, string PayToken, string TrackToken, DateTimeOffset PayBefore,
    IReadOnlyList<OrderLineView> Lines, Price Shipping);

/// <summary>
/// Turns a cart into an order that awaits payment: a frozen quote, the order, and its stock held, all in the caller's transaction and
/// without the network. Call it inside <see cref="TenantDb.Try"/>: a refusal must roll everything back.
/// </summary>
public sealed class PlaceOrder(Settings settings, Quotes.Quotes quotes, NewOrders orders, UnpaidOrders unpaid, Holds holds, TimeProvider clock)
{
    /// <summary>How long the goods are kept before the payment link is opened; the link prolongs it.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(35);

    /// <summary>
    /// The same version of a cart, delivered the same way, is the same order however often it is placed. An older version's order is
    /// cancelled. Refusals: <c>cart-empty</c>, <c>not-sellable</c>, <c>not-enough-stock</c> (facts sku, title, left),
    /// <c>shipping-method-not-known</c>, <c>amount-not-payable</c>.
    /// </summary>
    public async Task<Result<PlacedOrder>> Place(TenantScope db, CheckoutRequest request, CancellationToken ct)
    {
        var cart = await CartRows.Lock(db, request.ContactId, ct) is null ? null : await CartRows.Read(db, request.ContactId, ct);
        if (Refuse(cart) is { } refusal)
        {
            return refusal;
        }

        var totals = Totals.Of(cart!, await settings.Find<ShopProfile>(db, ShopProfile.Name, ct), request.ShippingMethod);
        if (!totals.Ok)
        {
            return totals.Refusal!;
        }

        return await orders.FindSame(db, cart!, totals.Value, ct) ?? await PlaceNew(db, request, cart!, totals.Value, ct);
    }

    private async Task<Result<PlacedOrder>> PlaceNew(TenantScope db, CheckoutRequest request, CartView cart, Totals totals, CancellationToken ct)
    {
        // The number first: its row is taken before any stock, by everyone, so that nobody waits in a circle.
        var number = await NewOrders.NextNumber(db, ct);
        await unpaid.Supersede(db, cart, ct);
        var quote = await quotes.Freeze(db, request.ContactId, cart, totals, ct);
        var order = await orders.Write(db, number, quote, totals, request.ConversationId, ct);
        var until = clock.GetUtcNow() + HeldFor;
        var taken = await holds.Take(db, new(order.Id, order.Number, quote.HoldLines()), until, ct);
        return taken.Then(_ => new PlacedOrder(
            order.Id, order.Number, quote.Total, order.PayToken, order.TrackToken, until, [.. quote.Lines.Select(l => l.View(quote.Currency))], quote.Shipping));
    }

    private static Refusal? Refuse(CartView? cart)
    {
        if (cart is null || cart.IsEmpty)
        {
            return new("cart-empty", "The cart is empty.");
        }

        if (cart.Lines.FirstOrDefault(l => !l.Sellable) is { } withdrawn)
        {
            return new Refusal("not-sellable", $"{withdrawn.Title} cannot be bought any more.").With("sku", withdrawn.Sku).With("title", withdrawn.Title);
        }

        // Without a lock: it spares most losers of a race the way to the stock row, where the truth is decided.
        return cart.Lines.FirstOrDefault(l => l.Quantity > l.Available) is { } tooMany ? NotEnough.Of(tooMany.Sku, tooMany.Title, tooMany.Available) : null;
    }
}
