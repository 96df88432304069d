using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class CartsApi
{
    public static void MapCarts(this RouteGroupBuilder api)
    {
        var cart = api.MapGroup("/contacts/{contact}/cart").WithTags("Carts");
        cart.MapGet("/", Show).WithSummary("A contact's cart at today's prices.").Produces<CartView>();
        cart.MapPut("/lines/{sku}", SetLine).RequireAuthorization(ApiModule.PolicyOf(Role.Agent))
            .WithSummary("Puts so many pieces of a SKU into the cart, adding the line where there is none.").Produces<CartView>();
        cart.MapDelete("/lines/{sku}", RemoveLine).RequireAuthorization(ApiModule.PolicyOf(Role.Agent)).WithSummary("Takes a line out.").Produces<CartView>();
        cart.MapDelete("/", Clear).RequireAuthorization(ApiModule.PolicyOf(Role.Agent)).WithSummary("Empties the cart.").Produces<CartView>();
    }

    private static async Task<IResult> Show(ApiCall call, ContactId contact, Carts carts, Contacts contacts, TenantDb db, CancellationToken ct)
    {
        var scope = db.For(call.Tenant);
        return await contacts.Find(scope, contact, ct) is null
            ? ApiAnswers.Refused(ApiAnswers.NotFound("contact"))
            : Results.Ok(await carts.Show(scope, contact, ct));
    }

    private static Task<IResult> SetLine(ApiCall call, ContactId contact, string sku, CartLineSetting line, CartActs acts, CancellationToken ct) =>
        acts.On(call, contact, sku, async (tx, carts, variant) =>
        {
            var cart = await carts.Show(tx, contact, ct);
            return cart.Lines.Any(l => l.VariantId == variant)
                ? await carts.SetQuantity(tx, contact, variant, line.Quantity, ct)
                : await carts.Add(tx, contact, variant, line.Quantity, ct);
        }, ct);

    private static Task<IResult> RemoveLine(ApiCall call, ContactId contact, string sku, CartActs acts, CancellationToken ct) =>
        acts.On(call, contact, sku, (tx, carts, variant) => carts.Remove(tx, contact, variant, ct), ct);

    private static async Task<IResult> Clear(ApiCall call, ContactId contact, Carts carts, Contacts contacts, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try<CartView>(call.Tenant, async tx => await contacts.Find(tx, contact, ct) is null
            ? ApiAnswers.NotFound("contact")
            : await carts.Clear(tx, contact, ct), ct));
}

/// <param name="Quantity">1 to 999.</param>
public sealed record CartLineSetting(int Quantity);

/// <summary>What the acts on one line of a cart share: the contact and the SKU must be the caller's shop's.</summary>
internal sealed class CartActs(TenantDb db, Carts carts, Contacts contacts, Products products)
{
    public async Task<IResult> On(
        ApiCall call, ContactId contact, string sku, Func<TenantScope, Carts, Commerce.VariantId, Task<Result<CartView>>> act, CancellationToken ct) =>
        ApiAnswers.Of(await db.Try<CartView>(call.Tenant, async tx =>
        {
            if (await contacts.Find(tx, contact, ct) is null)
            {
                return ApiAnswers.NotFound("contact");
            }

            return await products.FindBySku(tx, sku, ct) is { } found ? await act(tx, carts, found.Variant.Id) : ApiAnswers.NotFound("variant");
        }, ct));
}
