using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class ProductsApi
{
    public static void MapProducts(this RouteGroupBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products");
        products.MapGet("/", List).WithSummary("Products, newest first, a page at a time.").Produces<ProductPage>();
        products.MapGet("/{id}", Get).WithSummary("A product with its variants and stock.").Produces<ProductDetail>();
        products.MapPost("/", Create).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor)).WithSummary("Creates a product.").Produces<ProductDetail>();
        products.MapPut("/{id}", Edit).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor))
            .WithSummary("Puts a draft in the product's place; names the version it was made from.").Produces<ProductDetail>();
        products.MapDelete("/{id}", Archive).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor))
            .WithSummary("Takes a product off sale for good.").Produces<ProductDetail>();
        api.MapGet("/variants/{sku}", Variant).WithTags("Products").WithSummary("The variant of a SKU.").Produces<ProductVariant>();
    }

    private static async Task<IResult> List(
        ApiCall call, Products products, TenantDb db, string? text, Word<ProductStatus>? status, string? category, ProductId? after, int? take, CancellationToken ct) =>
        Results.Ok(await products.List(db.For(call.Tenant), new(text, status?.Value, category, after, Math.Clamp(take ?? 50, 1, 100)), ct));

    private static async Task<IResult> Get(ApiCall call, ProductId id, Products products, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Found(await products.Find(db.For(call.Tenant), id, ct), "product");

    private static async Task<IResult> Variant(ApiCall call, string sku, Products products, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Found(await products.FindBySku(db.For(call.Tenant), sku, ct), "variant");

    private static async Task<IResult> Create(ApiCall call, ProductDraft draft, Products products, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try(call.Tenant, tx => products.Create(tx, draft, call.Actor, ct), ct));

    private static async Task<IResult> Edit(ApiCall call, ProductId id, ProductEdit edit, Products products, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try(call.Tenant, tx => products.Edit(tx, id, edit.Version, edit.Draft, call.Actor, ct), ct));

    private static async Task<IResult> Archive(ApiCall call, ProductId id, int version, Products products, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try(call.Tenant, tx => products.Archive(tx, id, version, call.Actor, ct), ct));
}

/// <param name="Version">The version the draft was made from.</param>
public sealed record ProductEdit(int Version, ProductDraft Draft);
