using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Tenants;

using Tenants = ChatCommerce.Commerce.Tenants.Tenants;

public sealed class TenantsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_shop_is_found_by_its_slug_and_its_id()
    {
        var shop = await Shops.Open(database, clock, "found", "KRW");
        var tenants = Get<Tenants>();

        (await tenants.Find("found", Ct)).Should().BeEquivalentTo(shop.Tenant);
        (await tenants.Get(shop.Id, Ct)).Currency.Should().Be("KRW");
        (await tenants.Find("nobody", Ct)).Should().BeNull();
        (await tenants.All(Ct)).Select(t => t.Slug).Should().Contain("found");
    }

    [Fact]
    public async Task A_host_name_leads_to_its_shop_once_it_is_verified()
    {
        var shop = await Shops.Open(database, clock, "hosted", "USD");
        await database.Run($"insert into tenant_domain (tenant_id, host) values ('{shop.Id}', 'shop.test')");
        var tenants = Get<Tenants>();

        (await tenants.FindByHost("shop.test", Ct)).Should().BeNull();
        await database.Run("update tenant_domain set verified_at = now() where host = 'shop.test'");
        (await tenants.FindByHost("SHOP.test", Ct))!.Slug.Should().Be("hosted");
    }

    [Fact]
    public async Task What_was_read_is_kept_for_five_seconds()
    {
        var shop = await Shops.Open(database, clock, "kept", "USD");
        var tenants = Get<Tenants>();
        await tenants.Find("kept", Ct);
        await database.Run($"update tenant set name = 'Renamed' where id = '{shop.Id}'");

        (await tenants.Find("kept", Ct))!.Name.Should().Be("kept");
        clock.Advance(TimeSpan.FromSeconds(6));
        (await tenants.Find("kept", Ct))!.Name.Should().Be("Renamed");
    }

    [Theory]
    [InlineData("Bad Slug", "USD", "UTC", "slug-not-valid")]
    [InlineData("taken", "USD", "UTC", "slug-taken")]
    [InlineData("money", "ZZZ", "UTC", "currency-not-valid")]
    [InlineData("zone", "USD", "Mars/Base", "time-zone-not-valid")]
    public async Task A_shop_that_cannot_be_is_refused(string slug, string currency, string zone, string code)
    {
        var tenants = Get<Tenants>();
        await tenants.Create(new NewTenant("taken", "Taken", "en-US", ["en"], "USD", "UTC"), Ct);

        (await tenants.Create(new NewTenant(slug, "Shop", "en-US", ["en"], currency, zone), Ct)).Refusal!.Code.Should().Be(code);
    }

    [Fact]
    public async Task A_setting_is_kept_for_its_shop_alone()
    {
        var (one, two) = (await Shops.Open(database, clock, "set-one", "USD"), await Shops.Open(database, clock, "set-two", "KRW"));
        var settings = Get<Settings>();
        var profile = ShopProfile.Empty with { Tagline = "Only here" };
        await settings.Set(database.Tenants.For(one.Id), ShopProfile.Name, profile, Ct);

        (await settings.Find<ShopProfile>(database.Tenants.For(one.Id), ShopProfile.Name, Ct)).Should().BeEquivalentTo(profile);
        (await settings.Find<ShopProfile>(database.Tenants.For(two.Id), ShopProfile.Name, Ct))!.Tagline.Should().Be("Good things");
        (await settings.Find<ShopProfile>(database.Tenants.For(two.Id), "nothing", Ct)).Should().BeNull();
    }

    [Fact]
    public async Task An_api_token_opens_its_shop_until_it_is_revoked()
    {
        var shop = await Shops.Open(database, clock, "tokens", "USD");
        var other = await Shops.Open(database, clock, "tokens-two", "KRW");
        var (tokens, db) = (Get<ApiTokens>(), database.Tenants.For(shop.Id));
        var token = await tokens.Create(db, "robot", Role.Vendor, Ct);

        var caller = (await tokens.Find(token, Ct))!;
        caller.Should().BeEquivalentTo(new { TenantId = shop.Id, Name = "robot", Role = Role.Vendor });
        (await tokens.Find(token + "x", Ct)).Should().BeNull();
        (await tokens.Revoke(database.Tenants.For(other.Id), caller.Id, Ct)).Should().BeFalse();
        (await tokens.Revoke(db, caller.Id, Ct)).Should().BeTrue();
        (await tokens.Find(token, Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_token_that_has_expired_opens_nothing()
    {
        var shop = await Shops.Open(database, clock, "expired", "USD");
        var tokens = Get<ApiTokens>();
        var token = await tokens.Create(database.Tenants.For(shop.Id), "short", Role.Viewer, Ct);
        await database.Run($"update api_token set expires_at = '{clock.GetUtcNow().AddMinutes(1):O}' where tenant_id = '{shop.Id}'");

        (await tokens.Find(token, Ct)).Should().NotBeNull();
        clock.Advance(TimeSpan.FromMinutes(2));
        (await tokens.Find(token, Ct)).Should().BeNull();
    }

    [Fact]
    public async Task The_audit_chain_holds_until_somebody_changes_an_entry()
    {
        var shop = await Shops.Open(database, clock, "chain", "USD");
        var (audit, db) = (Get<Audit>(), database.Tenants.For(shop.Id));
        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => audit.Write(db, Actor.System("test"), new AuditNote("done", "thing", $"{n}", new { n }), Ct)));

        (await audit.ChainHolds(db, Ct)).Should().BeTrue();
        await database.Run($"update audit_entry set subject = 'other' where tenant_id = '{shop.Id}' and seq = 5");
        (await audit.ChainHolds(db, Ct)).Should().BeFalse();
    }

    [Fact]
    public async Task A_missing_entry_breaks_the_audit_chain()
    {
        var shop = await Shops.Open(database, clock, "gap", "USD");
        await database.Run($"delete from audit_entry where tenant_id = '{shop.Id}' and seq = 2");

        (await Get<Audit>().ChainHolds(database.Tenants.For(shop.Id), Ct)).Should().BeFalse();
    }

    [Fact]
    public async Task The_program_cannot_change_an_audit_entry()
    {
        var shop = await Shops.Open(database, clock, "append", "USD");
        var change = () => database.Tenants.For(shop.Id).Execute($"update audit_entry set subject = 'x' where tenant_id = {shop.Id}", Ct);

        (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    private T Get<T>()
        where T : notnull => Parts.Of(database, clock).Get<T>();
}
