using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class OrdersApi
{
    public static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapGet("/", List).WithSummary("Orders, newest first, a page at a time.").Produces<OrderView[]>();
        orders.MapGet("/{id}", Get).WithSummary("An order with its lines, events and shipments.").Produces<OrderView>();
        orders.MapPost("/", Place).RequireAuthorization(ApiModule.PolicyOf(Role.Agent))
            .WithSummary("Places an order from a contact's cart: freezes the quote, keeps the stock, returns the pay link.").Produces<PlacedOrderView>();
        orders.MapPost("/{id}/cancel", Cancel).RequireAuthorization(ApiModule.PolicyOf(Role.Agent)).WithSummary("Cancels an unpaid order.").Produces<OrderView>();
        orders.MapPost("/{id}/shipments", Ship).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor))
            .WithSummary("Records a parcel on its way and tells the customer.").Produces<OrderView>();
        orders.MapPost("/{id}/complete", Complete).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor)).WithSummary("Marks the order as done.").Produces<OrderView>();
    }

    private static async Task<IResult> List(
        ApiCall call, Orders orders, TenantDb db, Word<OrderState>? state, string? text, ContactId? contact, OrderId? before, int? take, CancellationToken ct) =>
        Results.Ok(await orders.List(db.For(call.Tenant), new(state?.Value, text, contact, before, Math.Clamp(take ?? 50, 1, 100)), ct));

    private static async Task<IResult> Get(ApiCall call, OrderId id, Orders orders, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Found(await orders.Find(db.For(call.Tenant), id, ct), "order");

    private static async Task<IResult> Place(
        ApiCall call, NewOrder order, PlaceOrder place, Contacts contacts, TenantDb db, HostAddress address, CancellationToken ct)
    {
        var placed = await db.Try<PlacedOrder>(call.Tenant, async tx => await contacts.Find(tx, order.ContactId, ct) is null
            ? ApiAnswers.NotFound("contact")
            : await place.Place(tx, new(order.ContactId, null, order.ShippingMethod), ct), ct);
        return ApiAnswers.Of(placed, p => new PlacedOrderView(p, address.At($"/c/{p.PayToken}"), address.At($"/t/{p.TrackToken}")));
    }

    private static async Task<IResult> Cancel(ApiCall call, OrderId id, Orders orders, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try(call.Tenant, tx => orders.Cancel(tx, id, call.Actor, ct), ct));

    private static async Task<IResult> Ship(ApiCall call, OrderId id, NewShipment parcel, Orders orders, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try(call.Tenant, tx => orders.MarkShipped(tx, id, parcel.Cleaned(), call.Actor, ct), ct));

    private static async Task<IResult> Complete(ApiCall call, OrderId id, Orders orders, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try(call.Tenant, tx => orders.MarkCompleted(tx, id, call.Actor, ct), ct));
}

internal static class Parcels
{
    /// <summary>Without what cannot be stored or hides what a person reads.</summary>
    public static NewShipment Cleaned(this NewShipment parcel) => new(
        CustomerText.Clean(parcel.Carrier), CustomerText.Clean(parcel.TrackingNumber), CustomerText.Clean(parcel.TrackingUrl) is { Length: > 0 } url ? url : null);
}

/// <param name="ShippingMethod">Code of one of the shop's ways to deliver; the first when none is named.</param>
public sealed record NewOrder(ContactId ContactId, string? ShippingMethod = null);

public sealed record PlacedOrderView(PlacedOrder Order, Uri PayLink, Uri OrderPage);
