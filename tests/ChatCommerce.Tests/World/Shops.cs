using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Tests.World;

/// <summary>A shop of the test world.</summary>
/// <param name="Shoe">Product with two variants, <see cref="ShoeSmall"/> and <see cref="ShoeLarge"/>, ten pieces each at 89 major units.</param>
/// <param name="Lantern">The last unit: one piece at 24 major units.</param>
public sealed record TestShop(
    Tenant Tenant, ProductId Shoe, VariantId ShoeSmall, VariantId ShoeLarge, ProductId Mug, VariantId MugVariant, ProductId LanternProduct, VariantId Lantern)
{
    public TenantId Id => Tenant.Id;
}

/// <summary>Opens shops for tests. Open two in each test, so that a leak between them shows.</summary>
public static class Shops
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    /// <summary>
    /// A shop with three products: shoes (SKUs <c>SLUG-SHOE-40</c>, <c>SLUG-SHOE-42</c>: 10 pieces each), a mug (<c>SLUG-MUG</c>: 50) and a
    /// lantern (<c>SLUG-LANTERN</c>: 1), and shipping <c>standard</c> (5.90, free from 75.00) and <c>pickup</c>.
    /// </summary>
    public static async Task<TestShop> Open(TestDatabase database, TimeProvider clock, string slug, string currency)
    {
        var parts = Parts.Of(database, clock);
        var tenant = (await parts.Get<Tenants>().Create(new NewTenant(slug, slug, currency == "KRW" ? "ko-KR" : "en-US",
            currency == "KRW" ? ["ko", "en"] : ["en", "ko"], currency, "UTC"), Ct)).Value;
        var sku = slug.ToUpperInvariant();
        var major = Currency.Of(currency).Scale;
        return await database.Tenants.Run(tenant.Id, async db =>
        {
            await parts.Get<Settings>().Set(db, ShopProfile.Name, Profile(major), Ct);
            var goods = new Goods(db, parts.Get<Products>());
            var shoe = await goods.Add("dawn-runner", "Dawn Runner running shoes", "Running shoes",
                [(sku + "-SHOE-40", "40", 89 * major, 10), (sku + "-SHOE-42", "42", 89 * major, 10)]);
            var mug = await goods.Add("pier-mug", "Pier mug", "Kitchen", [(sku + "-MUG", null, 18 * major, 50)]);
            var lantern = await goods.Add("storm-lantern", "Storm lantern", "Home", [(sku + "-LANTERN", null, 24 * major, 1)]);
            return new TestShop(tenant, shoe.Id, shoe.Variants[0].Id, shoe.Variants[1].Id, mug.Id, mug.Variants[0].Id, lantern.Id, lantern.Variants[0].Id);
        }, Ct);
    }

    /// <summary>A person known to the shop, without any channel.</summary>
    public static Task<ContactId> NewContact(TestDatabase database, TimeProvider clock, TenantId tenant, string language = "en") =>
        new Contacts(clock).Create(database.Tenants.For(tenant), null, language, Ct);

    private static ShopProfile Profile(long major) => ShopProfile.Empty with
    {
        Tagline = "Good things",
        Shipping = [new("standard", "Standard", major * 590 / 100, 75 * major), new("pickup", "Pick up", 0, null)],
    };

    private sealed class Goods(TenantScope db, Products products)
    {
        public async Task<ProductDetail> Add(string handle, string title, string category, (string Sku, string? Size, long Price, int OnHand)[] variants)
        {
            string[] options = variants[0].Size is null ? [] : ["size"];
            var drafts = variants.Select(v => new VariantDraft(v.Sku, options.ToDictionary(o => o, _ => v.Size!), v.Price, OnHand: v.OnHand));
            var draft = new ProductDraft(handle, title, "", category, title + ", made to last.", ProductStatus.Active,
                new Dictionary<string, string>(), options, [], [.. drafts]);
            return (await products.Create(db, draft, Actor.System("test"), Ct)).Value;
        }
    }
}
