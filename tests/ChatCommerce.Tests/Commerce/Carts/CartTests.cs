using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;
using CartBook = ChatCommerce.Commerce.Carts.Carts;

namespace ChatCommerce.Tests.Commerce.Carts;

public sealed class CartTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();

    private CartBook Carts => new(clock);

    [Fact]
    public async Task A_new_contact_has_an_empty_cart_in_the_shops_currency()
    {
        var shop = await SellingShop.Open(database, clock, "KRW");

        var cart = await Carts.Show(shop.Db, await shop.Contact(), Ct);

        cart.Should().BeEquivalentTo(new { Id = (CartId?)null, Currency = "KRW", Subtotal = new Price(0, "KRW") });
        cart.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Adding_shows_the_line_its_price_and_the_sum()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        var (shoe, lace) = (await shop.Sells("SHOE", 8900, 5), await shop.Sells("LACE", 450, 9));

        await Add(shop, contact, shoe, 1);
        await Add(shop, contact, shoe, 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        var cart = (await Add(shop, contact, lace, 3)).Value;

        cart.Lines.Select(l => (l.Sku, l.Quantity, l.Total.Minor)).Should().Equal(("SHOE", 2, 17800), ("LACE", 3, 1350));
        cart.Lines[0].Options.Should().Contain("size", "42");
        cart.Subtotal.Should().Be(new Price(19150, "USD"));
        cart.Version.Should().Be(4);
    }

    [Fact]
    public async Task Adding_more_than_is_left_is_refused()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        var shoe = await shop.Sells("SHOE", 8900, 2);
        await Add(shop, contact, shoe, 1);

        var refusal = (await Add(shop, contact, shoe, 2)).Refusal!;

        refusal.Code.Should().Be("not-enough-stock");
        refusal.Facts.Should().Contain("left", 2).And.Contain("sku", "SHOE").And.Contain("title", "The SHOE");
        (await Carts.Show(shop.Db, contact, Ct)).Pieces.Should().Be(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public async Task A_quantity_that_cannot_be_is_refused(int quantity)
    {
        var shop = await SellingShop.Open(database, clock);
        var shoe = await shop.Sells("SHOE", 8900, 5);

        (await Add(shop, await shop.Contact(), shoe, quantity)).Refusal!.Code.Should().Be("quantity-not-valid");
    }

    [Fact]
    public async Task What_is_withdrawn_or_unknown_or_anothers_cannot_be_added()
    {
        var (shop, other) = (await SellingShop.Open(database, clock), await SellingShop.Open(database, clock));
        var contact = await shop.Contact();
        var (gone, foreign) = (await shop.Sells("GONE", 100, 5), await other.Sells("SHOE", 100, 5));
        await shop.Db.Execute($"update variant set active = false where id = {gone}", Ct);

        foreach (var variant in new[] { gone, foreign, Id.New<VariantId>(clock) })
        {
            (await Add(shop, contact, variant, 1)).Refusal!.Code.Should().Be("not-sellable");
        }
    }

    [Fact]
    public async Task What_was_withdrawn_after_adding_shows_as_not_sellable()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        var shoe = await shop.Sells("SHOE", 8900, 5);
        await Add(shop, contact, shoe, 1);
        await shop.Db.Execute($"update product set status = 'archived' where handle = 'shoe'", Ct);

        (await Carts.Show(shop.Db, contact, Ct)).Lines.Should().ContainSingle().Which.Sellable.Should().BeFalse();
    }

    [Fact]
    public async Task A_quantity_is_set_a_line_removed_and_a_cart_cleared()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        var (shoe, lace) = (await shop.Sells("SHOE", 8900, 5), await shop.Sells("LACE", 450, 9));
        await Add(shop, contact, shoe, 1);
        await Add(shop, contact, lace, 1);

        (await shop.Try(db => Carts.SetQuantity(db, contact, shoe, 4, Ct))).Value.Pieces.Should().Be(5);
        (await shop.Try(db => Carts.Remove(db, contact, lace, Ct))).Value.Pieces.Should().Be(4);
        (await shop.Try(db => Carts.Remove(db, contact, lace, Ct))).Refusal!.Code.Should().Be("not-in-cart");
        (await shop.Try(db => Carts.SetQuantity(db, contact, lace, 1, Ct))).Refusal!.Code.Should().Be("not-in-cart");
        (await shop.Try(db => Carts.Clear(db, contact, Ct))).Value.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Twenty_additions_at_once_all_count()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        var shoe = await shop.Sells("SHOE", 8900, 50);

        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Add(shop, contact, shoe, 1)));

        added.Should().OnlyContain(r => r.Ok);
        (await Carts.Show(shop.Db, contact, Ct)).Pieces.Should().Be(20);
    }

    [Fact]
    public async Task A_cart_holds_fifty_different_items_and_no_more()
    {
        var shop = await SellingShop.Open(database, clock);
        var contact = await shop.Contact();
        for (var n = 0; n < CartBook.MostLines; n++)
        {
            (await Add(shop, contact, await shop.Sells($"SKU-{n}", 100, 5), 1)).Ok.Should().BeTrue();
        }

        (await Add(shop, contact, await shop.Sells("ONE-MORE", 100, 5), 1)).Refusal!.Code.Should().Be("cart-full");
    }

    [Fact]
    public async Task A_cart_is_invisible_to_other_contacts_and_shops()
    {
        var (shop, other) = (await SellingShop.Open(database, clock), await SellingShop.Open(database, clock));
        var contact = await shop.Contact();
        await Add(shop, contact, await shop.Sells("SHOE", 8900, 5), 1);

        (await Carts.Show(shop.Db, await shop.Contact(), Ct)).IsEmpty.Should().BeTrue();
        (await Carts.Show(other.Db, contact, Ct)).IsEmpty.Should().BeTrue();
    }

    private Task<Result<CartView>> Add(SellingShop shop, ChatCommerce.Platform.Messages.ContactId contact, VariantId variant, int quantity) =>
        shop.Try(db => Carts.Add(db, contact, variant, quantity, Ct));
}
