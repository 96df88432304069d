using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Channels;

public sealed class ConnectChannelTests(ChannelsWorld world) : IClassFixture<ChannelsWorld>
{
    private const string New = "/harbor/manage/channels/connect/telegram";

    [Fact]
    public async Task An_owner_connects_a_bot_and_the_provider_is_told_where_we_are()
    {
        var (owner, bot) = (await world.Browser("owner"), await world.Connect());

        var (url, secret) = world.Bots.Webhooks[bot.Token];
        url.Should().StartWith(world.Host.Shops.PublicUrl.TrimEnd('/') + "/webhooks/telegram/");
        new Uri(url).Segments[^1].Length.Should().BeGreaterThanOrEqualTo(32);
        secret.Length.Should().BeGreaterThanOrEqualTo(32);
        (await world.Call(url, secret)).Should().Be(System.Net.HttpStatusCode.OK);
        var page = await owner.Get(bot.Page);
        page.Read.Should().Contain("Our bot").And.Contain("Connected").And.Contain(url).And.Contain("set on").And.Contain(bot.Token.Split(':')[0]);
        (await owner.Get("/harbor/manage/channels")).Read.Should().Contain(bot.Page);
        (await world.Audit(bot.Id)).Should().Equal("channel.connected by staff");
    }

    [Fact]
    public async Task What_was_typed_as_a_secret_stands_in_no_page_no_audit_entry_and_no_plain_column()
    {
        var (owner, bot) = (await world.Browser("owner"), await world.Connect());
        var (_, made) = world.Bots.Webhooks[bot.Token];
        var other = world.NewBot();

        List<string> seen = [(await owner.Get(bot.Page)).Text, (await owner.Get("/harbor/manage/channels")).Text];
        seen.Add((await owner.Fill(New, New, new(ChannelsWorld.Fields(bot.Token)) { ["username"] = "" })).Text);
        seen.Add((await owner.Fill(New, New, ChannelsWorld.Fields(bot.Token))).Text);
        seen.Add((await owner.Fill(bot.Page, bot.Page + "/verify", [])).Text);
        await owner.Get(bot.Page);
        seen.Add((await owner.Post(bot.Page + "/rotate", ("secret", "bot_token"), ("value", other))).Text);
        seen.AddRange(await world.Database.Ask<string>("select detail::text from audit_entry"));
        seen.AddRange(await world.Database.Ask<string>("select row_to_json(a)::text || encode(credentials, 'escape') from channel_account a"));

        foreach (var secret in (string[])[bot.Token, other, made])
        {
            seen.Should().AllSatisfy(text => text.Should().NotContain(secret).And.NotContain(secret.Split(':')[^1]));
        }
    }

    [Theory]
    [InlineData("name", "", "Expected a name of 1 to 80 characters")]
    [InlineData("bot_token", "12345", "Expected digits, a colon")]
    [InlineData("bot_token", "", "Expected digits, a colon")]
    [InlineData("username", "@our bot", "Expected letters, digits and underscores")]
    public async Task What_does_not_look_right_is_said_at_its_field(string field, string typed, string expected)
    {
        var owner = await world.Browser("owner");
        var refused = await owner.Fill(New, New, new(ChannelsWorld.Fields(world.NewBot(), "Kept name")) { [field] = typed });

        refused.Status.Should().Be(422);
        refused.Read.Should().Contain(expected).And.Contain("Nothing was stored");
        (field == "name" || refused.Read.Contains("Kept name", StringComparison.Ordinal)).Should().BeTrue("what was typed is still there");
        (await world.Database.Ask<long>("select count(*) from channel_account where name = 'Kept name'"))[0].Should().Be(0);
    }

    [Fact]
    public async Task A_token_that_the_provider_refuses_connects_nothing()
    {
        var (owner, token) = (await world.Browser("owner"), world.NewBot());
        world.Bots.Tokens.TryRemove(token, out _);

        var refused = await owner.Fill(New, New, ChannelsWorld.Fields(token));
        refused.Status.Should().Be(409);
        refused.Read.Should().Contain("Telegram does not accept the credentials").And.Contain("401");
        (await world.Database.Ask<long>($"select count(*) from channel_account where external_id = '{token.Split(':')[0]}'"))[0].Should().Be(0);
    }

    [Fact]
    public async Task An_account_another_shop_has_is_refused_without_telling_whose_it_is()
    {
        var (bot, other) = (await world.Connect(), await world.Browser("owner", "dalbit"));
        const string page = "/dalbit/manage/channels/connect/telegram";

        var refused = await other.Fill(page, page, ChannelsWorld.Fields(bot.Token));
        refused.Status.Should().Be(409);
        refused.Read.Should().Contain("connected already and can be connected once only").And.NotContain("Harbor").And.NotContain("harbor");
        (await world.Database.Ask<long>($"select count(*) from channel_account where external_id = '{bot.Token.Split(':')[0]}'"))[0].Should().Be(1);
    }

    [Fact]
    public async Task What_we_made_for_the_provider_is_shown_once()
    {
        var owner = await world.Browser("owner");
        const string page = "/harbor/manage/channels/connect/kakaotalk";
        var fields = new Dictionary<string, string> { ["name"] = "Kakao", ["external_id"] = new string('a', 24), ["channel_id"] = "_harbor2" };

        var shown = await owner.Fill(page, page, fields);
        shown.Status.Should().Be(200);
        shown.Read.Should().Contain("Copy these now").And.Contain("/webhooks/kakaotalk/").And.Contain("X-ChatCommerce-Skill");
        var made = shown.Text.Split("id=\"made-skill_secret\"")[1].Split("value=\"")[1].Split('"')[0];
        made.Length.Should().BeGreaterThanOrEqualTo(32);
        var account = (await world.Database.Ask<string>($"select id::text from channel_account where external_id = '{fields["external_id"]}'"))[0];

        (await owner.Get($"/harbor/manage/channels/{account}")).Text.Should().NotContain(made).And.NotContain("Copy these now");
    }

    [Fact]
    public async Task Accounts_are_for_owners_of_their_shop_alone()
    {
        var (bot, foreign, agent) = (await world.Connect(), await world.Browser("owner", "dalbit"), await world.Browser("agent"));

        (await foreign.Get(bot.Page)).Status.Should().Be(404);
        (await foreign.Get(bot.Page.Replace("/harbor/", "/dalbit/", StringComparison.Ordinal))).Status.Should().Be(404);
        await foreign.Get("/dalbit/manage/channels");
        (await foreign.Post(bot.Page.Replace("/harbor/", "/dalbit/", StringComparison.Ordinal) + "/disconnect", ("sure", "yes"))).Status.Should().Be(404);
        (await agent.Get(bot.Page)).Status.Should().Be(403);
        (await agent.Get("/harbor/inbox")).Read.Should().NotContain("/manage/channels");
        (await world.Database.Ask<string>($"select status from channel_account where id = '{bot.Id}'")).Should().Equal("connected");
    }
}
