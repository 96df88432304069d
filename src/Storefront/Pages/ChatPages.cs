using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Storefront.Hosting;
using ChatCommerce.Storefront.Pages.Goods;
using ChatCommerce.Storefront.Shop;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Storefront.Pages;

internal sealed class ChatPages(Products products)
{
    /// <summary>The chat as a page: where links without script and QR codes lead.</summary>
    public async Task<IResult> Chat(ShopVisit visit)
    {
        var reference = ChatReference.Read(visit.Http.Request.Query["ref"]);
        var about = reference is null ? null : await About(visit, reference);
        visit.Http.Response.Headers.CacheControl = "no-cache";

        // A reference that names nothing on sale opens the plain chat.
        return Show.Page<Chat>(new()
        {
            ["Frame"] = visit.Frame,
            ["Reference"] = reference is { Kind: "order" } || about is not null ? reference : null,
            ["About"] = about,
        });
    }

    private async Task<ChatSubject?> About(ShopVisit visit, ChatReference reference)
    {
        if (reference.Kind == "v")
        {
            var found = await products.FindBySku(visit.Db, reference.Value, visit.Ct);
            return found is { Product.Status: ProductStatus.Active, Variant.Active: true } ? new(found.Product, found.Variant) : null;
        }

        var product = reference.Kind == "p" ? await products.FindByHandle(visit.Db, reference.Value, visit.Ct) : null;
        return product is { Status: ProductStatus.Active } ? new(product, null) : null;
    }
}

/// <summary>What a chat is about.</summary>
public sealed record ChatSubject(ProductDetail Product, VariantDetail? Variant);
