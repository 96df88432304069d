using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Links;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages.Goods;

internal sealed class ProductPages(Products products)
{
    public async Task<IResult> One(ShopVisit visit)
    {
        var product = await products.FindByHandle(visit.Db, visit.Route("handle"), visit.Ct);
        return product is not { Status: ProductStatus.Active }
            ? Show.NotFound(visit.Frame)
            : Show.Page<Product>(new() { ["Frame"] = visit.Frame, ["Choice"] = ProductChoice.Of(product, visit.Http.Request.Query) });
    }

    public Task<IResult> Qr(ShopVisit visit) => Task.FromResult(QrEndpoint.Show(visit.Frame, visit.Http, visit.Route("reference")));
}
