using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages;

internal sealed class HomePages(Shelf shelf, Tenants tenants)
{
    /// <summary>The installation's own front page.</summary>
    public async Task<IResult> Landing(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<ShopHost>() is not null)
        {
            return Results.NotFound();
        }

        var shops = await tenants.All(ct);
        return Show.Page<Landing>(new() { ["Shops"] = shops.Where(s => s.Status == TenantStatus.Active).ToList() });
    }

    public async Task<IResult> Home(ShopVisit visit) => Show.Page<Home>(new()
    {
        ["Frame"] = visit.Frame,
        ["Window"] = await shelf.Window(visit.Db, visit.Ct),
    });
}
