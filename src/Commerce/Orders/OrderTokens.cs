using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Orders;

public sealed record OrderPlace(TenantId Tenant, OrderId Order);

/// <summary>Finds the order behind a link that does not name its shop.</summary>
public sealed class OrderTokens(SystemDb system)
{
    /// <summary>Behind <c>/c/{token}</c>.</summary>
    public Task<OrderPlace?> FindByPay(string token, CancellationToken ct) =>
        system.Find<OrderPlace>($"""select tenant_id as tenant, id as "order" from sales_order where pay_token = {token}""", ct);

    /// <summary>Behind <c>/t/{token}</c>.</summary>
    public Task<OrderPlace?> FindByTrack(string token, CancellationToken ct) =>
        system.Find<OrderPlace>($"""select tenant_id as tenant, id as "order" from sales_order where track_token = {token}""", ct);
}
