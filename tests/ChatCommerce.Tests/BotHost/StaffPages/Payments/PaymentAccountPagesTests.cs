using System.Net.Http.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Payments;

public sealed class PaymentAccountPagesTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    private const string Key = "sk_test_ofTheNewAccount";
    private const string Secret = "whsec_firstSecretOfTheNew";
    private static readonly Dictionary<string, string> Typed = new() { ["secretKey"] = Key, ["webhookSecret"] = Secret };

    [Fact]
    public async Task An_owner_connects_an_account_changes_its_secrets_and_is_paid_all_along()
    {
        const string root = "/dalbit/manage/payments/accounts";
        var owner = await world.Browser("owner", "dalbit");
        var demo = (await owner.Get(root)).LinkTo(root + "/");
        await owner.Get(demo);
        (await owner.Do(demo + "/pause")).Read.Should().Contain("Paused.").And.Contain("No new payment page is opened");

        var webhook = (await owner.Get(root + "/connect")).Text.Split("id=\"webhook\"")[1].Split("value=\"")[1].Split('"')[0];
        await world.Provide("acct_new", Key, webhook, Secret);
        var connected = await owner.Fill(root + "/connect", root + "/connect", Typed);
        connected.Status.Should().Be(303, connected.Read);
        var page = connected.Location!.Split('?')[0];
        (await owner.Get(connected.Location!)).Read.Should().Contain("Connected. Stripe accepts the secret key.").And.Contain("acct_new").And.Contain(webhook).And.Contain("Test money");
        await world.Buy("dalbit");

        const string next = "whsec_secondSecretOfTheNew";
        await owner.Get(page);
        (await owner.Do(page + "/rotate", ("webhookSecret", next))).Read.Should().Contain("Events signed with either secret are accepted");
        await world.Buy("dalbit");
        await world.Provide("acct_new", Key, webhook, next);
        await world.Buy("dalbit");

        await world.Provide("acct_new", Key + "2", webhook, next);
        await owner.Get(page);
        (await owner.Post(page + "/verify")).Read.Should().Contain("Stripe does not accept the secret key");
        (await owner.Do(page + "/key", ("secretKey", Key + "2"))).Read.Should().Contain("From now on the new key is used");
        (await owner.Do(page + "/verify")).Read.Should().Contain("Stripe accepts the secret key.");
        await world.Buy("dalbit");

        await owner.Get(demo);
        var second = await owner.Post(demo + "/activate");
        (second.Status, second.Read.Contains("another account that is active", StringComparison.Ordinal)).Should().Be((409, true));
        (await world.Database.Ask<string>("select action || ' by ' || actor_kind from audit_entry where subject = 'acct_new' order by seq")).Should().Equal(
            "payment-account-connected by staff", "webhook-secret-rotated by staff", "secret-key-changed by staff");
        await NothingTellsItsSecrets(owner, root, page);
    }

    [Theory]
    [InlineData("secretKey", "pk_test_public0000", "Expected a secret key")]
    [InlineData("secretKey", "", "Expected a secret key")]
    [InlineData("webhookSecret", "", "Expected a signing secret")]
    [InlineData("webhookSecret", "whsec_", "Expected a signing secret")]
    public async Task What_does_not_look_like_a_credential_is_said_at_its_field(string field, string typed, string expected)
    {
        const string page = "/harbor/manage/payments/accounts/connect";
        var owner = await world.Browser("owner");

        var refused = await owner.Fill(page, page, new(Typed) { [field] = typed });

        (refused.Status, refused.Read.Contains(expected, StringComparison.Ordinal)).Should().Be((422, true));
        refused.Text.Should().Contain("Nothing was stored").And.NotContain(Key).And.NotContain(Secret);
    }

    [Fact]
    public async Task A_key_that_the_provider_refuses_connects_nothing()
    {
        const string page = "/harbor/manage/payments/accounts/connect";
        var owner = await world.Browser("owner");

        var refused = await owner.Fill(page, page, new(Typed) { ["secretKey"] = "sk_test_ofNobodyAtAll" });

        (refused.Status, refused.Read.Contains("Stripe does not accept the secret key", StringComparison.Ordinal)).Should().Be((409, true));
        (await Accounts("harbor")).Should().Equal("acct_demo_harbor active");
    }

    [Fact]
    public async Task A_second_active_account_and_one_that_another_shop_has_are_refused()
    {
        const string page = "/harbor/manage/payments/accounts/connect";
        var owner = await world.Browser("owner");
        await world.Provide("acct_second", "sk_test_ofASecondOne", null, null);

        foreach (var key in (string[])["sk_test_ofASecondOne", world.Host.Shops.Tenant("dalbit").Payments[0].SecretKey])
        {
            var refused = await owner.Fill(page, page, new(Typed) { ["secretKey"] = key });
            (refused.Status, refused.Read.Contains("connected already, or the shop has another one that is active", StringComparison.Ordinal)).Should().Be((409, true));
        }

        (await Accounts("harbor")).Should().Equal("acct_demo_harbor active");
    }

    [Fact]
    public async Task A_key_of_another_account_or_of_real_money_does_not_replace_the_key()
    {
        var owner = await world.Browser("owner");
        var page = (await owner.Get("/harbor/manage/payments/accounts")).LinkTo("/harbor/manage/payments/accounts/");
        await world.Provide("acct_other", "sk_test_ofAnotherOne", null, null);
        await owner.Get(page);

        (await owner.Post(page + "/key", ("secretKey", "sk_test_ofAnotherOne"))).Read.Should().Contain("The key belongs to another account");
        (await owner.Post(page + "/key", ("secretKey", "sk_live_ofAnotherOne"))).Read.Should().Contain("Expected a key for test money");
        (await owner.Post(page + "/rotate", ("webhookSecret", " "))).Status.Should().Be(422);
        (await owner.Do(page + "/verify")).Read.Should().Contain("Stripe accepts the secret key.");
    }

    [Fact]
    public async Task The_account_of_another_shop_is_not_there()
    {
        var (owner, other) = (await world.Browser("owner"), await world.Browser("owner", "dalbit"));
        var page = (await owner.Get("/harbor/manage/payments/accounts")).LinkTo("/harbor/manage/payments/accounts/").Replace("/harbor/", "/dalbit/", StringComparison.Ordinal);

        (await other.Get(page)).Status.Should().Be(404);
        foreach (var act in (string[])["verify", "key", "rotate", "pause", "activate"])
        {
            await other.Get("/dalbit/manage/payments/accounts/connect");
            (await other.Post($"{page}/{act}", ("secretKey", Key), ("webhookSecret", Secret))).Status.Should().Be(404, act);
        }

        (await Accounts("harbor")).Should().Equal("acct_demo_harbor active");
    }

    [Fact]
    public async Task Only_owners_are_led_to_the_accounts()
    {
        (await (await world.Browser("owner")).Get("/harbor/manage/payments")).Text.Should().Contain("/harbor/manage/payments/accounts");
        (await (await world.Browser("vendor")).Get("/harbor/manage/payments")).Text.Should().NotContain("/harbor/manage/payments/accounts");
    }

    private async Task NothingTellsItsSecrets(StaffBrowser owner, string root, string page)
    {
        List<string> seen = [(await owner.Get(root)).Text, (await owner.Get(page)).Text];
        seen.AddRange(await world.Database.Ask<string>("select detail::text from audit_entry"));
        seen.AddRange(await world.Database.Ask<string>("select row_to_json(a)::text || encode(credentials, 'escape') from payment_account a"));
        seen.Should().AllSatisfy(text => text.Should().NotContain(Key).And.NotContain(Secret).And.NotContain("SecretOfTheNew"));
    }

    private Task<List<string>> Accounts(string slug) => world.Database.Ask<string>(
        $"select external_id || ' ' || a.status from payment_account a join tenant t on t.id = a.tenant_id where t.slug = '{slug}' order by external_id");
}

internal static class ProviderAccounts
{
    /// <summary>Makes an account known to the provider, or gives it other keys.</summary>
    public static async Task Provide(this StaffWorld world, string account, string secretKey, string? webhookUrl, string? webhookSecret)
    {
        using var put = await world.Market.Provider.PutAsJsonAsync($"/sandbox/stripe/accounts/{account}", new { secretKey, webhookUrl, webhookSecret });
        put.IsSuccessStatusCode.Should().BeTrue(await put.Content.ReadAsStringAsync());
    }
}
