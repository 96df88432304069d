using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Orders;

internal static class Shipping
{
    public static Refusal? Refuse(LockedOrder order, NewShipment parcel)
    {
        if (order.State is not OrderState.Fulfilling && !OrderMoves.Allows(order.State, OrderState.Fulfilling))
        {
            return OrderRefusals.NoMove(order.State, OrderState.Fulfilling);
        }

        if (parcel.Carrier.Length is 0 or > 100 || parcel.TrackingNumber.Length is 0 or > 100)
        {
            return new("shipment-not-valid", "Expected a carrier and a tracking number of up to 100 characters each.", "trackingNumber");
        }

        return parcel.TrackingUrl is null || IsWebAddress(parcel.TrackingUrl) ? null
            : new("shipment-not-valid", "Expected a tracking address that begins with https://.", "trackingUrl");
    }

    public static Task Write(TenantScope db, OrderId order, NewShipment parcel, TimeProvider clock, CancellationToken ct) => db.Execute($"""
        insert into shipment (tenant_id, id, order_id, carrier, tracking_number, tracking_url, shipped_at)
        values ({db.Tenant}, {Id.New<ShipmentId>(clock)}, {order}, {parcel.Carrier}, {parcel.TrackingNumber}, {parcel.TrackingUrl}, {clock.GetUtcNow()})
        """, ct);

    private static bool IsWebAddress(string text) =>
        text.Length <= 2_000 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
