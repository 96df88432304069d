using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Catalog;

/// <summary>Pieces on hand of each variant of a product.</summary>
internal sealed class StockPages(Products products, Stock stock, TenantDb db, IAntiforgery antiforgery)
{
    public async Task<IResult> Show(StaffCall call, HttpContext http, ProductId id)
    {
        VariantId? counted = VariantId.TryParse(http.Request.Query["set"], null, out var variant) ? variant : null;
        return await Page(call, http, id, new(counted));
    }

    public async Task<IResult> Set(StaffCall call, HttpContext http, ProductId id, VariantId variant)
    {
        var ct = http.RequestAborted;
        if (await products.Find(db.For(call.Tenant.Id), id, ct) is not { } product || product.Variants.All(v => v.Id != variant))
        {
            return Results.NotFound();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var (typed, version) = (form["onHand"].ToString(), TypedNumber.Pieces(form["version"].ToString()));
        if (TypedNumber.Pieces(typed) is not { } onHand || version is not { } seen)
        {
            return await Page(call, http, id, new(variant, typed, "Expected a whole number of pieces such as 12."), StatusCodes.Status422UnprocessableEntity);
        }

        var set = await db.Try(call.Tenant.Id, tx => stock.SetOnHand(tx, variant, onHand, seen, call.Actor, ct), ct);
        return set.Ok
            ? SeeOther.To($"/{call.Tenant.Slug}/manage/products/{id}/stock?set={variant}")
            : await Page(call, http, id, new(variant, typed, Words(set.Refusal!)), StatusCodes.Status409Conflict);
    }

    private static string Words(Refusal refusal) => refusal.Code == "version-conflict" && refusal.Facts?.GetValueOrDefault("onHand") is { } now
        ? $"The stock has changed meanwhile: there are {now} now. Set it again if your count still holds."
        : refusal.Message;

    private async Task<IResult> Page(StaffCall call, HttpContext http, ProductId id, StockSaid said, int status = StatusCodes.Status200OK) =>
        await products.Find(db.For(call.Tenant.Id), id, http.RequestAborted) is { } product
            ? StaffAnswers.Page<StockPage>(new() { ["View"] = new StockView(call, product, said, antiforgery.GetAndStoreTokens(http).RequestToken!) }, status)
            : Results.NotFound();
}

/// <summary>What became of the variant that was set last.</summary>
/// <param name="Problem">None: it was set.</param>
public sealed record StockSaid(VariantId? Variant, string Typed = "", string? Problem = null);

public sealed record StockView(StaffCall Call, ProductDetail Product, StockSaid Said, string Token)
{
    public string Root => $"/{Call.Tenant.Slug}/manage/products/{Product.Id}";
}
