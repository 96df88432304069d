using ChatCommerce.Commerce;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Inventory;

public sealed class LastUnitTests : IClassFixture<TestDatabase>, IDisposable
{
    private readonly TestClock clock = new();
    private readonly TestDatabase database;
    private readonly Selling selling;

    public LastUnitTests(TestDatabase database) => (this.database, selling) = (database, new(database, clock));

    public void Dispose() => selling.Dispose();

    [Fact]
    public async Task Carts_over_five_things_in_any_order_never_oversell_nor_deadlock()
    {
        var shop = await SellingShop.Open(database, clock);
        List<VariantId> things = [];
        for (var n = 0; n < 5; n++)
        {
            things.Add(await shop.Sells($"THING-{n}", 100, 20));
        }

        List<ContactId> contacts = [];
        for (var n = 0; n < 60; n++)
        {
            contacts.AddRange(await Contacts(shop, 1, [.. things.Skip(n % 5).Concat(things.Take(n % 5)).Take(2 + (n % 4))], 1 + (n % 3)));
        }

        var placed = await Task.WhenAll(contacts.Select(c => selling.Place(shop, c)));

        placed.Should().Contain(p => p.Ok).And.Contain(p => !p.Ok);
        placed.Where(p => !p.Ok).Should().OnlyContain(p => p.Refusal!.Code == "not-enough-stock");
        foreach (var thing in things)
        {
            var row = await shop.StockOf(thing);
            row.Reserved.Should().BeLessThanOrEqualTo(20);
            (await shop.LedgerOf(thing)).Should().Be(row);
            (await shop.Ask<long>($"select coalesce(sum(quantity), 0) from hold where state = 'held' and variant_id = {thing}")).Should().Be(row.Reserved);
        }
    }

    private async Task<List<ContactId>> Contacts(SellingShop shop, int count, IReadOnlyList<VariantId> variants, int quantity = 1)
    {
        List<ContactId> contacts = [];
        for (var n = 0; n < count; n++)
        {
            var contact = await shop.Contact();
            contacts.Add(contact);
            foreach (var variant in variants)
            {
                await selling.Put(shop, contact, variant, quantity);
            }
        }

        return contacts;
    }
}
