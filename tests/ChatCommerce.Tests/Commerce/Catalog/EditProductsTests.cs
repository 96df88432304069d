using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Catalog;

public sealed class EditProductsTests : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Actor Ann = new(ActorKind.Staff, "Ann");
    private readonly TestDatabase database;
    private readonly TestClock clock = new();
    private readonly Products products;

    public EditProductsTests(TestDatabase database)
    {
        this.database = database;
        products = Parts.Of(database, clock).Get<Products>();
    }

    [Fact]
    public async Task An_edit_changes_what_it_names_and_counts_the_version()
    {
        var shop = await Shops.Open(database, clock, "edits", "USD");
        var shoe = (await products.Find(database.Tenants.For(shop.Id), shop.Shoe, Ct))!;
        var draft = ProductDraft.Of(shoe);
        var edited = (await Edit(shop, shoe, draft with
        {
            Title = "Dawn Runner 2",
            Images = [new("/pictures/dawn.svg", "A blue shoe")],
            Variants = [draft.Variants[1] with { PriceMinor = 7900, CompareAtMinor = 8900 }],
        })).Value;

        edited.Should().BeEquivalentTo(new { Title = "Dawn Runner 2", Version = 2, Handle = "dawn-runner" });
        edited.Images.Should().Equal(new ProductImage("/pictures/dawn.svg", "A blue shoe"));
        edited.Variants.Single(v => v.Id == shop.ShoeLarge).Should().BeEquivalentTo(new { PriceMinor = 7900L, CompareAtMinor = 8900L, Active = true, OnHand = 10 });
        edited.Variants.Single(v => v.Id == shop.ShoeSmall).Active.Should().BeFalse("it was left out, and orders may refer to it");
    }

    [Fact]
    public async Task An_edit_of_an_old_version_is_refused()
    {
        var shop = await Shops.Open(database, clock, "stale", "USD");
        var shoe = (await products.Find(database.Tenants.For(shop.Id), shop.Shoe, Ct))!;
        await Edit(shop, shoe, ProductDraft.Of(shoe) with { Title = "First" });

        var late = await Edit(shop, shoe, ProductDraft.Of(shoe) with { Title = "Second" });

        late.Refusal!.Code.Should().Be("version-conflict");
        late.Refusal.Facts!["version"].Should().Be(2);
        (await products.Find(database.Tenants.For(shop.Id), shop.Shoe, Ct))!.Title.Should().Be("First");
    }

    [Fact]
    public async Task Twenty_edits_of_one_version_leave_one_winner()
    {
        var shop = await Shops.Open(database, clock, "race", "USD");
        var shoe = (await products.Find(database.Tenants.For(shop.Id), shop.Shoe, Ct))!;
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Edit(shop, shoe, ProductDraft.Of(shoe) with { Title = $"Title {n}" })));

        results.Count(r => r.Ok).Should().Be(1);
        results.Where(r => !r.Ok).Should().OnlyContain(r => r.Refusal!.Code == "version-conflict");
    }

    [Fact]
    public async Task An_edited_product_is_found_by_its_new_words_at_once()
    {
        var shop = await Shops.Open(database, clock, "indexed", "USD");
        var mug = (await products.Find(database.Tenants.For(shop.Id), shop.Mug, Ct))!;
        await Edit(shop, mug, ProductDraft.Of(mug) with { Title = "Walrus tankard" });

        var search = Parts.Of(database, clock).Get<ProductSearch>();
        (await search.Find(shop.Id, new ProductQuery("walrus"), Ct)).Hits.Should().ContainSingle().Which.Id.Should().Be(shop.Mug);
    }

    [Fact]
    public async Task Two_variants_may_swap_their_skus()
    {
        var shop = await Shops.Open(database, clock, "swap", "USD");
        var shoe = (await products.Find(database.Tenants.For(shop.Id), shop.Shoe, Ct))!;
        var draft = ProductDraft.Of(shoe);
        var (a, b) = (draft.Variants[0], draft.Variants[1]);
        var edited = (await Edit(shop, shoe, draft with { Variants = [a with { Sku = b.Sku }, b with { Sku = a.Sku }] })).Value;

        edited.Variants.Single(v => v.Id == shop.ShoeSmall).Sku.Should().Be("SWAP-SHOE-42");
        edited.Variants.Single(v => v.Id == shop.ShoeLarge).Sku.Should().Be("SWAP-SHOE-40");
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_leaves_the_version()
    {
        var shop = await Shops.Open(database, clock, "same", "USD");
        var shoe = (await products.Find(database.Tenants.For(shop.Id), shop.Shoe, Ct))!;

        (await Edit(shop, shoe, ProductDraft.Of(shoe))).Value.Version.Should().Be(1);
    }

    [Fact]
    public async Task Each_edit_is_audited_with_the_prices_it_changed()
    {
        var shop = await Shops.Open(database, clock, "audited", "USD");
        var shoe = (await products.Find(database.Tenants.For(shop.Id), shop.Shoe, Ct))!;
        var draft = ProductDraft.Of(shoe);
        await Edit(shop, shoe, draft with { Variants = [draft.Variants[0] with { PriceMinor = 100 }, draft.Variants[1]] });

        var audit = Parts.Of(database, clock).Get<Audit>();
        var entry = (await audit.List(database.Tenants.For(shop.Id), new AuditQuery("product", shoe.Id.ToString(), Take: 1), Ct)).Single();
        entry.Should().BeEquivalentTo(new { Action = "product-edited", ActorKind = ActorKind.Staff, Actor = "Ann" });
        Json.Read<ProductEditNote>(entry.Detail).Prices.Should().Equal(new NotedPrice("AUDITED-SHOE-40", 8900, 100));
    }

    [Fact]
    public async Task An_archived_product_leaves_the_list_and_stays_findable()
    {
        var shop = await Shops.Open(database, clock, "archive", "USD");
        var archived = (await database.Tenants.Try(shop.Id, db => products.Archive(db, shop.Mug, 1, Ann, Ct), Ct)).Value;

        archived.Status.Should().Be(ProductStatus.Archived);
        var db = database.Tenants.For(shop.Id);
        (await products.List(db, new ProductListQuery(), Ct)).Products.Select(p => p.Id).Should().NotContain(shop.Mug);
        (await products.List(db, new ProductListQuery(Status: ProductStatus.Archived), Ct)).Products.Should().ContainSingle();
    }

    [Fact]
    public async Task The_list_comes_in_pages_and_can_be_searched()
    {
        var shop = await Shops.Open(database, clock, "paging", "USD");
        await Shops.Open(database, clock, "paging-two", "KRW");
        var db = database.Tenants.For(shop.Id);
        var first = await products.List(db, new ProductListQuery(Take: 2), Ct);
        var second = await products.List(db, new ProductListQuery(Take: 2, After: first.Next), Ct);

        first.Products.Concat(second.Products).Select(p => p.Id).Should().BeEquivalentTo([shop.Shoe, shop.Mug, shop.LanternProduct]);
        second.Next.Should().BeNull();
        (await products.List(db, new ProductListQuery("shoe-42"), Ct)).Products.Should().ContainSingle().Which.Id.Should().Be(shop.Shoe);
        (await products.List(db, new ProductListQuery("100%"), Ct)).Products.Should().BeEmpty();
    }

    private Task<Result<ProductDetail>> Edit(TestShop shop, ProductDetail from, ProductDraft draft) =>
        database.Tenants.Try(shop.Id, db => products.Edit(db, from.Id, from.Version, draft, Ann, Ct), Ct);

    private sealed record ProductEditNote(NotedPrice[] Prices);

    private sealed record NotedPrice(string Sku, long From, long To);
}
