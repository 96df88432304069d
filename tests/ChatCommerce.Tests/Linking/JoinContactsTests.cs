using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Linking;

/// <summary>Two contacts become one in one transaction, whoever else is at work.</summary>
public sealed class JoinContactsTests(TestDatabase database) : LinkTest(database)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Two_confirmations_at_once_join_once()
    {
        var person = await Open();
        var goods = await person.Goods();
        await person.Puts(person.PostContact, goods[0], 1);
        await person.Puts(person.WebContact, goods[0], 2);

        var joined = await Task.WhenAll(person.Join(), person.Join());

        joined.Count(j => j.Ok).Should().Be(1);
        joined.Single(j => !j.Ok).Refusal!.Code.Should().Be("link-gone");
        (await person.Cart(person.PostContact)).Should().ContainSingle().Which.Value.Should().Be(3);
    }

    [Fact]
    public async Task Both_ways_at_once_leave_one_person()
    {
        var person = await Open();
        var back = Database.Tenants.Try(person.Db.Tenant, db => person.Get<LinkContacts>().Join(db, person.PostContact, person.WebContact, Ct), Ct);

        (await Task.WhenAll(person.Join(), back)).Count(j => j.Ok).Should().Be(1);

        (await person.Joined()).Should().BeTrue();
    }

    [Fact]
    public async Task What_ends_before_the_commit_has_changed_nothing()
    {
        var person = await Open();
        await person.Puts(person.WebContact, (await person.Goods())[0], 2);
        await person.Orders(person.WebContact);

        await Database.Tenants.Try<Done>(person.Db.Tenant, async db =>
        {
            (await person.Get<LinkContacts>().Join(db, person.WebContact, person.PostContact, Ct)).Ok.Should().BeTrue();
            return new Refusal("died", "The program ended here.");
        }, Ct);

        (await person.Joined()).Should().BeFalse();
        (await person.Cart(person.WebContact)).Should().HaveCount(1);
        (await person.Ask<long>($"select count(*) from sales_order where contact_id = {person.WebContact}")).Should().Be(1);
        (await person.Ask<long>($"select count(*) from contact where merged_into is not null and id = {person.WebContact}")).Should().Be(0);
    }

    [Fact]
    public async Task The_emptied_contact_means_the_one_that_is_left()
    {
        var person = await Open();
        _ = (await person.Join()).Value;
        var contacts = person.Get<Contacts>();

        (await contacts.Find(person.Db, person.WebContact, Ct))!.Id.Should().Be(person.PostContact);
        await contacts.Suppress(person.Db, person.WebContact, "late-report", Ct);
        (await contacts.IsSuppressed(person.Db, person.PostContact, Ct)).Should().BeTrue();
    }

    [Fact]
    public async Task Nobody_opens_a_cart_in_the_emptied_name()
    {
        var person = await Open();
        var goods = await person.Goods();
        _ = (await person.Join()).Value;

        var stale = () => person.Puts(person.WebContact, goods[0], 1);

        await stale.Should().ThrowAsync<PostgresException>();
        (await person.Cart(person.PostContact)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_wish_for_silence_of_either_is_the_wish_of_both()
    {
        var person = await Open();
        await person.Get<Contacts>().Suppress(person.Db, person.WebContact, "chat-stop", Ct);

        _ = (await person.Join()).Value;

        (await person.Get<Contacts>().IsSuppressed(person.Db, person.PostContact, Ct)).Should().BeTrue();
    }

    [Fact]
    public async Task Where_both_carts_hold_something_the_poured_out_carts_unpaid_order_gives_its_goods_back()
    {
        var person = await Open();
        var goods = await person.Goods();
        await person.Puts(person.WebContact, goods[0], 2);
        var order = await person.Orders(person.WebContact);
        await person.Puts(person.PostContact, goods[1], 1);

        _ = (await person.Join()).Value;

        (await person.Ask<string>($"select state from sales_order where number = {order} and contact_id = {person.PostContact}")).Should().Be("cancelled");
        (await person.Ask<long>($"select count(*) from hold h join sales_order o on o.id = h.order_id where o.number = {order} and h.state = 'held'")).Should().Be(0);
        (await person.Cart(person.PostContact)).Should().HaveCount(2);
    }

    [Fact]
    public async Task An_unpaid_order_can_still_be_paid_where_its_cart_is_the_only_one()
    {
        var person = await Open();
        await person.Puts(person.WebContact, (await person.Goods())[0], 1);
        var order = await person.Orders(person.WebContact);

        _ = (await person.Join()).Value;

        (await person.Orders(person.PostContact)).Should().Be(order, "the same version of the cart is the same order");
    }

    [Fact]
    public async Task Quantities_add_up_only_as_far_as_the_stock_allows()
    {
        var person = await Open();
        var variant = (await person.Goods())[0];
        await Database.Run($"update stock set on_hand = reserved + 8 where variant_id = '{variant}'");
        await person.Puts(person.WebContact, variant, 7);
        await person.Puts(person.PostContact, variant, 5);

        _ = (await person.Join()).Value;

        (await person.Cart(person.PostContact))[variant].Should().Be(8);
    }

    [Fact]
    public async Task Another_shops_contact_is_nobody_to_join_with()
    {
        var (person, foreigner) = (await Open(), await Open("dalbit", "안녕하세요"));

        var joined = await Database.Tenants.Try(person.Db.Tenant, db => person.Get<LinkContacts>().Join(db, person.WebContact, foreigner.PostContact, Ct), Ct);

        joined.Refusal!.Code.Should().Be("link-gone");
    }
}
