using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.AspNetCore.Identity;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Demo;

using DemoShop = ChatCommerce.Commerce.Demo.DemoShop;

public sealed class LoadDemoTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly DemoOptions Options = new(Path.Combine(DemoFiles.Root, "demo"), null, ["http://localhost:5080"]);
    private readonly TestClock clock = new();

    [Fact]
    public async Task Both_shops_come_with_their_products_documents_and_people()
    {
        var shops = await Load();

        shops.Select(s => s.Tenant.Slug).Should().Equal("dalbit", "harbor");
        foreach (var shop in shops)
        {
            var id = shop.Tenant.Id;
            (await Count("product", id)).Should().Be(DemoFiles.Products(shop.Tenant.Slug).Length);
            (await Count("variant", id)).Should().Be(DemoFiles.Products(shop.Tenant.Slug).Sum(p => p.Variants.Length));
            (await Count("document", id)).Should().BeGreaterThanOrEqualTo(8);
            (await Parts.Of(database, clock).Get<Staff>().List(database.Tenants.For(id), Ct)).Select(s => s.Role)
                .Should().BeEquivalentTo([Role.Owner, Role.Vendor, Role.Agent, Role.Viewer]);
        }
    }

    [Fact]
    public async Task Loading_again_returns_the_same_and_writes_nothing()
    {
        var first = await Load();
        var before = await Snapshot();
        var second = await Load();

        second.Should().BeEquivalentTo(first);
        (await Snapshot()).Should().Be(before);
    }

    [Fact]
    public async Task What_a_shop_has_changed_since_is_left_alone()
    {
        var harbor = (await Load()).Single(s => s.Tenant.Slug == "harbor");
        await database.Run($"update stock set on_hand = on_hand + 1 where tenant_id = '{harbor.Tenant.Id}'");
        var before = await Snapshot();

        await Load(Options with { Password = "another one" });

        (await Snapshot()).Should().Be(before);
    }

    [Fact]
    public async Task Every_secret_opens_its_door()
    {
        var shops = await Load();
        var tokens = Parts.Of(database, clock).Get<ApiTokens>();
        foreach (var shop in shops)
        {
            foreach (var token in shop.ApiTokens)
            {
                (await tokens.Find(token.Token, Ct)).Should().BeEquivalentTo(new { TenantId = shop.Tenant.Id, token.Role });
            }

            var keys = await database.Ask<byte[]>($"select key_hash from channel_account where kind = 'web_chat' and external_id = '{shop.Tenant.Slug}'");
            keys.Single().Should().Equal(Token.Hash(shop.WebChat.Key!));
            var accounts = Parts.Of(database, clock).Get<PaymentAccounts>();
            var account = (await accounts.FindByWebhook(shop.Payments.WebhookToken, Ct))!;
            account.Should().BeEquivalentTo(new { Tenant = shop.Tenant.Id, ExternalId = "acct_demo_" + shop.Tenant.Slug, LiveMode = false });
            (account.Credentials.ApiKey, account.Credentials.WebhookSecrets.Single()).Should().Be((shop.Payments.SecretKey, shop.Payments.WebhookSecret));
            var hashes = await database.Ask<string>($"select password_hash from staff where email = '{shop.Staff[0].Email}'");
            new PasswordHasher<string>().VerifyHashedPassword("", hashes.Single(), shop.Staff[0].Password).Should().Be(PasswordVerificationResult.Success);
        }

        shops.SelectMany(Secrets).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Another_encryption_key_makes_other_secrets()
    {
        var here = await Load();
        var elsewhere = new DemoSecrets(new SecretBox("x:" + Convert.ToBase64String(new byte[32])), new DemoChannels(), "harbor");
        var harbor = here.Single(s => s.Tenant.Slug == "harbor");

        var there = elsewhere.Of(harbor.Tenant, [.. harbor.Staff.Select(s => new DemoPerson(s.Email, s.Name, s.Role))], null);

        Secrets(there).Should().NotIntersectWith(Secrets(harbor));
    }

    [Fact]
    public async Task The_catalog_can_be_searched_at_once()
    {
        var shops = await Load();
        var search = Parts.Of(database, clock).Get<ProductSearch>();

        var english = await search.Find(shops[1].Tenant.Id, new ProductQuery("running shoes"), Ct);
        var korean = await search.Find(shops[0].Tenant.Id, new ProductQuery("운동화"), Ct);

        english.Hits[0].Category.Should().Be("Running shoes");
        korean.Hits.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Pictures_are_addressed_where_the_storefront_serves_them()
    {
        var harbor = (await Load()).Single(s => s.Tenant.Slug == "harbor");
        var shoe = await Parts.Of(database, clock).Get<Products>().FindByHandle(database.Tenants.For(harbor.Tenant.Id), "dawn-runner", Ct);

        shoe!.Images.Should().Equal(new ProductImage("/harbor/pictures/dawn-runner.svg", shoe.Title));
    }

    private static IEnumerable<string> Secrets(DemoShop shop) =>
    [
        .. shop.Staff.Select(s => s.Password), .. shop.ApiTokens.Select(t => t.Token), // One application or account at a provider serves several channels of a shop.
        .. shop.Channels.Prepend(shop.WebChat).SelectMany(c => c.Secrets.Values.Append(c.WebhookToken)).Distinct(),
        shop.Payments.SecretKey, shop.Payments.WebhookSecret, shop.Payments.WebhookToken,
    ];

    private Task<IReadOnlyList<DemoShop>> Load(DemoOptions? options = null) => Parts.Of(database, clock).Get<LoadDemo>().Load(options ?? Options, Ct);

    private async Task<long> Count(string table, ChatCommerce.Platform.TenantId tenant) =>
        (await database.Ask<long>($"select count(*) from {table} where tenant_id = '{tenant}'")).Single();

    private async Task<string> Snapshot() => (await database.Ask<string>("""
        select (select md5(string_agg(p::text, '' order by id)) from product p) || (select md5(string_agg(v::text, '' order by id)) from variant v)
            || (select md5(string_agg(s::text, '' order by variant_id)) from stock s) || (select count(*) from stock_entry)
            || (select md5(string_agg(d::text, '' order by id)) from document d) || (select count(*) from api_token) || (select count(*) from channel_account)
        """)).Single();
}
