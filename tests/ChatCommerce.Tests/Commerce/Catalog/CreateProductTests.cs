using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Catalog;

public sealed class CreateProductTests : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Actor Ann = new(ActorKind.Staff, "Ann");
    private readonly TestDatabase database;
    private readonly TestClock clock = new();
    private readonly Products products;

    public CreateProductTests(TestDatabase database)
    {
        this.database = database;
        products = Parts.Of(database, clock).Get<Products>();
    }

    [Fact]
    public async Task A_new_product_has_a_handle_from_its_title_and_its_stock_in_the_ledger()
    {
        var shop = await Shops.Open(database, clock, "new-one", "USD");
        var made = (await Create(shop, Draft("KETTLE-1") with { Title = "Café Kettle, 1.5 l" })).Value;

        made.Handle.Should().Be("cafe-kettle-1-5-l");
        made.Version.Should().Be(1);
        made.Variants.Single().Should().BeEquivalentTo(new { Sku = "KETTLE-1", PriceMinor = 4500L, Currency = "USD", OnHand = 7 });
        var entries = await Parts.Of(database, clock).Get<Stock>().Entries(database.Tenants.For(shop.Id), made.Variants[0].Id, 10, Ct);
        entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new { OnHandDelta = 7, Reason = StockReason.Edit, Actor = "staff:Ann" });
    }

    [Fact]
    public async Task Products_of_one_title_get_handles_of_their_own_and_a_korean_title_gets_one_too()
    {
        var shop = await Shops.Open(database, clock, "handles", "KRW");
        var first = (await Create(shop, Draft("K-1"))).Value;
        var second = (await Create(shop, Draft("K-2"))).Value;
        var korean = (await Create(shop, Draft("K-3") with { Title = "주전자" })).Value;

        second.Handle.Should().StartWith(first.Handle + "-");
        korean.Handle.Should().StartWith("product-");
    }

    [Theory]
    [InlineData("title-not-valid", "title")]
    [InlineData("handle-not-valid", "handle")]
    [InlineData("handle-taken", "handle")]
    [InlineData("price-not-valid", "variants[0].priceMinor")]
    [InlineData("compare-at-not-valid", "variants[0].compareAtMinor")]
    [InlineData("sku-not-valid", "variants[0].sku")]
    [InlineData("sku-taken", "variants[0].sku")]
    [InlineData("on-hand-not-valid", "variants[0].onHand")]
    [InlineData("options-mismatch", "variants[0].options")]
    [InlineData("variants-not-valid", "variants")]
    [InlineData("image-not-valid", "images[0].url")]
    public async Task A_draft_that_is_wrong_is_refused_by_field(string code, string field)
    {
        var shop = await Shops.Open(database, clock, "wrong-" + code, "USD");
        var draft = Draft("OK-1");
        var variant = draft.Variants[0];
        var wrong = code switch
        {
            "title-not-valid" => draft with { Title = " \u200B " },
            "handle-not-valid" => draft with { Handle = "한글" },
            "handle-taken" => draft with { Handle = "pier-mug" },
            "price-not-valid" => draft with { Variants = [variant with { PriceMinor = -1 }] },
            "compare-at-not-valid" => draft with { Variants = [variant with { CompareAtMinor = 4500 }] },
            "sku-not-valid" => draft with { Variants = [variant with { Sku = "" }] },
            "sku-taken" => draft with { Variants = [variant with { Sku = $"wrong-{code}-mug" }] },
            "on-hand-not-valid" => draft with { Variants = [variant with { OnHand = -1 }] },
            "options-mismatch" => draft with { Options = ["size"] },
            "variants-not-valid" => draft with { Variants = [] },
            _ => draft with { Images = [new("javascript:alert(1)", "")] },
        };

        var refusal = (await Create(shop, wrong)).Refusal!;

        (refusal.Code, refusal.Field).Should().Be((code, field));
    }

    private static ProductDraft Draft(string sku) => new(
        "", "Kettle", "", "Kitchen", "Boils.", ProductStatus.Active, new Dictionary<string, string>(), [], [],
        [new VariantDraft(sku, new Dictionary<string, string>(), 4500, OnHand: 7)]);

    private Task<Result<ProductDetail>> Create(TestShop shop, ProductDraft draft) =>
        database.Tenants.Try(shop.Id, db => products.Create(db, draft, Ann, Ct), Ct);
}
