using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Customers;

public sealed class ContactsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_contact_keeps_the_language_it_chose()
    {
        var (shop, contact, contacts) = await Known("language");
        await contacts.SetLanguage(database.Tenants.For(shop.Id), contact, "ko", Ct);

        (await contacts.Find(database.Tenants.For(shop.Id), contact, Ct)).Should().BeEquivalentTo(new { Id = contact, Language = "ko", Suppressed = false });
    }

    [Fact]
    public async Task Stop_and_start_stand_in_the_consent_ledger_once_each()
    {
        var (shop, contact, contacts) = await Known("stop");
        var db = database.Tenants.For(shop.Id);
        await contacts.Suppress(db, contact, "chat-stop", Ct);
        await contacts.Suppress(db, contact, "chat-stop", Ct);
        (await contacts.IsSuppressed(db, contact, Ct)).Should().BeTrue();
        clock.Advance(TimeSpan.FromMinutes(1));
        await contacts.Unsuppress(db, contact, "chat-start", Ct);
        await contacts.Unsuppress(db, contact, "chat-start", Ct);

        (await contacts.IsSuppressed(db, contact, Ct)).Should().BeFalse();
        (await database.Ask<string>($"select source || ' ' || granted from consent where contact_id = '{contact}' order by at"))
            .Should().Equal("chat-stop false", "chat-start true");
    }

    [Fact]
    public async Task Another_shop_knows_nothing_of_a_contact()
    {
        var (shop, contact, contacts) = await Known("mine");
        var other = await Shops.Open(database, clock, "theirs", "KRW");
        await contacts.Suppress(database.Tenants.For(shop.Id), contact, "chat-stop", Ct);

        (await contacts.Find(database.Tenants.For(other.Id), contact, Ct)).Should().BeNull();
        (await contacts.IsSuppressed(database.Tenants.For(other.Id), contact, Ct)).Should().BeFalse();
        await contacts.Unsuppress(database.Tenants.For(other.Id), contact, "chat-start", Ct);
        (await contacts.IsSuppressed(database.Tenants.For(shop.Id), contact, Ct)).Should().BeTrue();
    }

    private async Task<(TestShop Shop, ContactId Contact, Contacts Contacts)> Known(string slug)
    {
        var shop = await Shops.Open(database, clock, slug, "USD");
        return (shop, await Shops.NewContact(database, clock, shop.Id), Parts.Of(database, clock).Get<Contacts>());
    }
}
