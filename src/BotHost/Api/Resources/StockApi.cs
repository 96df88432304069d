using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class StockApi
{
    public static void MapStock(this RouteGroupBuilder api)
    {
        var stock = api.MapGroup("/stock/{sku}").WithTags("Stock");
        stock.MapGet("/", Get).WithSummary("Pieces on hand and kept for orders.").Produces<StockLevel>();
        stock.MapPut("/", Set).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor))
            .WithSummary("Sets the pieces on hand; with a version, only if nobody changed them since.").Produces<StockLevel>();
        stock.MapPost("/adjust", Adjust).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor)).WithSummary("Adds or takes pieces.").Produces<StockLevel>();
    }

    private static async Task<IResult> Get(ApiCall call, string sku, Products products, Stock stock, TenantDb db, CancellationToken ct)
    {
        var scope = db.For(call.Tenant);
        return await products.FindBySku(scope, sku, ct) is { } found
            ? ApiAnswers.Found(await stock.Find(scope, found.Variant.Id, ct), "variant")
            : ApiAnswers.Refused(ApiAnswers.NotFound("variant"));
    }

    private static async Task<IResult> Set(ApiCall call, string sku, StockSetting setting, Products products, Stock stock, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try<StockLevel>(call.Tenant, async tx => await products.FindBySku(tx, sku, ct) is { } found
            ? await stock.SetOnHand(tx, found.Variant.Id, setting.OnHand, setting.Version, call.Actor, ct)
            : ApiAnswers.NotFound("variant"), ct));

    private static async Task<IResult> Adjust(ApiCall call, string sku, StockAdjustment change, Products products, Stock stock, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try<StockLevel>(call.Tenant, async tx => await products.FindBySku(tx, sku, ct) is { } found
            ? await stock.Adjust(tx, found.Variant.Id, change.Delta, StockReason.Correction, call.Actor, ct)
            : ApiAnswers.NotFound("variant"), ct));
}

/// <param name="Version">The stock version the figure was counted against; none: whatever it is now.</param>
public sealed record StockSetting(int OnHand, int? Version = null);

public sealed record StockAdjustment(int Delta);
