using System.Globalization;
using System.Net.Http.Json;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Channels;

/// <summary>Until when an access token lives is asked of the provider, shown to the owner and told before it ends.</summary>
public sealed class TokenLifeTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Theory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public async Task The_provider_is_asked_when_an_account_is_verified(string kind)
    {
        var (owner, page, ends) = (await world.Browser("owner"), await Page(kind), TimeProvider.System.GetUtcNow().AddDays(9));
        await Ends(kind, ends);
        await owner.Get(page);

        (await owner.Do(page + "/verify")).Read.Should().Contain(ends.ToString("d MMM yyyy", CultureInfo.InvariantCulture)).And.Contain("in 9 days");
        (await owner.Get("/harbor/inbox")).Read.Should().Contain($"ends on {ends:yyyy-MM-dd}");

        await Ends(kind, ends.AddDays(30));
        await owner.Get(page);
        (await owner.Do(page + "/verify")).Read.Should().Contain("in 39 days");
        (await owner.Get("/harbor/inbox")).Read.Should().NotContain("The access token of");
        await Ends(kind, null);
        await owner.Get(page);
        (await owner.Do(page + "/verify")).Read.Should().Contain("Never, Meta says");
    }

    [Fact]
    public async Task The_earlier_of_what_the_provider_says_and_the_owner_entered_counts()
    {
        var (owner, page, now) = (await world.Browser("owner"), await Page("messenger"), TimeProvider.System.GetUtcNow());
        await Ends("messenger", now.AddDays(60));
        await owner.Get(page);
        var fields = owner.FieldsOf(page + "/settings");

        (await owner.Post(page + "/settings", new(fields) { ["token_expires"] = now.AddDays(40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) })).Status.Should().Be(303);
        await owner.Get(page);
        (await owner.Do(page + "/verify")).Read.Should().Contain("in 40 days");

        await owner.Get(page);
        (await owner.Post(page + "/settings", fields)).Status.Should().Be(303);
        (await owner.Get(page)).Read.Should().Contain("in 60 days");
        await Ends("messenger", null);
    }

    [Fact]
    public async Task A_credential_that_is_changed_is_asked_about()
    {
        var (owner, page) = (await world.Browser("owner"), await Page("instagram"));
        await world.Database.Run($"update channel_account set token_ends_at = now() + interval '3 days', token_told_at = now() where kind = 'instagram'");
        await owner.Get(page);

        await owner.Do(page + "/rotate", ("secret", "access_token"), ("value", world.Host.Shops.Tenant("harbor").Channel("instagram").Secrets["access_token"]));

        (await owner.Get(page)).Read.Should().Contain("Never, Meta says");
    }

    [Fact]
    public async Task Connected_accounts_are_asked_about_once_a_day()
    {
        var lives = world.Host.Services.GetRequiredService<TokenLives>();
        await world.Database.Run("update channel_account set token_ask_at = null, token_told_at = null");
        await lives.Run(default);
        (await Told("token_told_at is not null and kind in ('whatsapp', 'messenger', 'instagram')")).Should().Be(await Told("kind in ('whatsapp', 'messenger', 'instagram')"));
        (await Told("token_told_at is not null and kind not in ('whatsapp', 'messenger', 'instagram')")).Should().Be(0);

        await world.Database.Run("update channel_account set token_told_at = null");
        await lives.Run(default);
        (await Told("token_told_at is not null")).Should().Be(0, "a day has not passed");

        await world.Database.Run("update channel_account set token_ask_at = token_ask_at - interval '1 day'");
        await lives.Run(default);
        (await Told("token_told_at is not null")).Should().BePositive();
    }

    [Fact]
    public async Task A_provider_in_trouble_leaves_what_is_known_and_is_asked_again_in_an_hour()
    {
        await world.Database.Run("update channel_account set token_ends_at = '2040-01-01', token_told_at = now(), token_ask_at = null where kind = 'whatsapp'");
        await world.Fault(new { provider = "whatsapp", side = "api", kind = "server-error", match = "GET token", times = 10 });

        await world.Host.Services.GetRequiredService<TokenLives>().Run(default);

        (await Told("kind = 'whatsapp' and token_ends_at = '2040-01-01' and token_ask_at between now() + interval '50 minutes' and now() + interval '1 hour'")).Should().BePositive();
        using var over = await world.Market.Provider.DeleteAsync("/sandbox/faults?provider=whatsapp");
        over.EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("telegram", "Telegram")]
    [InlineData("sms", "Twilio")]
    [InlineData("kakaotalk", "Kakao")]
    public async Task Where_credentials_have_no_end_the_page_says_so(string kind, string provider) =>
        (await (await world.Browser("owner")).Get(await Page(kind))).Read.Should().Contain($"Never by itself: {provider}'s credentials have no end");

    private async Task Ends(string kind, DateTimeOffset? at)
    {
        var (shop, account) = (world.Host.Shops.Tenant("harbor"), world.Host.Shops.Tenant("harbor").Channel(kind));
        var settings = new Dictionary<string, string>(account.Settings);
        if (at is { } end)
        {
            settings["token_expires_at"] = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        }

        using var told = await world.Market.Provider.PutAsJsonAsync("/sandbox/lines", new[]
        {
            new { Tenant = shop.Slug, shop.Name, shop.Locale, account.Kind, account.ExternalId, account.Webhook, account.Secrets, Settings = settings },
        });
        told.EnsureSuccessStatusCode();
    }

    private async Task<long> Told(string where) => (await world.Database.Ask<long>($"select count(*) from channel_account where {where}"))[0];

    private async Task<string> Page(string kind)
    {
        var id = await world.Database.Ask<string>($"select id::text from channel_account where external_id = '{world.Host.Shops.Tenant("harbor").Channel(kind).ExternalId}' and kind = '{kind}'");
        return $"/harbor/manage/channels/{id[0]}";
    }
}
