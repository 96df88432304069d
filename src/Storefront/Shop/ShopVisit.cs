using ChatCommerce.Platform.Database;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Shop;

/// <summary>One request for a page of a shop.</summary>
internal sealed record ShopVisit(ShopFrame Frame, HttpContext Http, TenantDb Database)
{
    public CancellationToken Ct => Http.RequestAborted;

    /// <summary>The shop's rows.</summary>
    public TenantScope Db => Database.For(Frame.Tenant.Id);

    public string Route(string name) => Http.Request.RouteValues[name]?.ToString() ?? "";
}
