using System.Net;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Channels;

public sealed class ChannelAccountTests(ChannelsWorld world) : IClassFixture<ChannelsWorld>
{
    [Fact]
    public async Task While_a_secret_is_changed_the_one_before_it_is_accepted_for_a_day()
    {
        var (owner, bot) = (await world.Browser("owner"), await world.Connect());
        var (url, before) = world.Bots.Webhooks[bot.Token];

        await owner.Get(bot.Page);
        (await owner.Do(bot.Page + "/rotate", ("secret", "secret_token"))).Read.Should().Contain("Changed.").And.Contain("are accepted until");
        var (same, after) = world.Bots.Webhooks[bot.Token];
        (same, after == before).Should().Be((url, false));
        (await world.Call(url, before)).Should().Be(HttpStatusCode.OK);
        (await world.Call(url, after)).Should().Be(HttpStatusCode.OK);

        await world.Database.Ask<string>($$"""
            update channel_account set old_until = now() - interval '1 second', secrets_set_at = secrets_set_at || jsonb_build_object('secret_token', now() - interval '25 hours')
            where id = '{{bot.Id}}' returning status
            """);
        await world.Host.Services.GetRequiredService<AccountSecrets>().DropOld(CancellationToken.None);
        (await world.Call(url, before)).Should().Be(HttpStatusCode.Unauthorized);
        (await world.Call(url, after)).Should().Be(HttpStatusCode.OK);
        (await world.Audit(bot.Id)).Should().Equal("channel.connected by staff", "channel.secret-rotated by staff");
    }

    [Fact]
    public async Task A_changed_token_must_work_and_be_of_the_same_bot()
    {
        var (owner, bot, other) = (await world.Browser("owner"), await world.Connect(), world.NewBot());
        await owner.Get(bot.Page);

        (await owner.Post(bot.Page + "/rotate", ("secret", "bot_token"), ("value", other))).Status.Should().Be(422);
        var wrong = await owner.Post(bot.Page + "/rotate", ("secret", "bot_token"), ("value", bot.Token + "wrong"));
        (wrong.Status, wrong.Read.Contains("Nothing was changed", StringComparison.Ordinal)).Should().Be((409, true));
        world.Bots.Tokens[bot.Token + "new"] = true;
        (await owner.Do(bot.Page + "/rotate", ("secret", "bot_token"), ("value", bot.Token + "new"))).Read.Should().Contain("Changed.");

        world.Bots.Tokens.TryRemove(bot.Token, out _);
        (await owner.Do(bot.Page + "/verify")).Read.Should().Contain("Telegram accepts the credentials");
    }

    [Fact]
    public async Task A_disconnected_account_answers_nobody_keeps_its_conversations_and_can_be_connected_again()
    {
        var (owner, bot) = (await world.Browser("owner"), await world.Connect());
        var (url, secret) = world.Bots.Webhooks[bot.Token];
        await world.Call(url, secret, "901");
        await PaymentWorld.Until(async () => await Count($"select count(*) from conversation where channel_account_id = '{bot.Id}'") == 1);

        await owner.Get(bot.Page);
        (await owner.Post(bot.Page + "/disconnect")).Read.Should().Contain("Tick that you are sure");
        (await owner.Do(bot.Page + "/disconnect", ("sure", "yes"))).Read.Should().Contain("Disconnected").And.Contain("Connect again").And.NotContain(url);

        world.Bots.Webhooks.Should().NotContainKey(bot.Token, "Telegram calls us no more");
        (await world.Call(url, secret)).Should().Be(HttpStatusCode.NotFound);
        var thread = (await world.Database.Ask<string>($"select id::text from conversation where channel_account_id = '{bot.Id}'"))[0];
        (await owner.Get($"/harbor/inbox/{thread}")).Read.Should().Contain("hello");
        (await owner.Get(bot.Page)).Status.Should().Be(200);
        (await owner.Post(bot.Page + "/verify")).Status.Should().Be(409);

        const string page = "/harbor/manage/channels/connect/telegram";
        (await owner.Fill(page, page, ChannelsWorld.Fields(bot.Token))).Location.Should().StartWith(bot.Page, "it is the same account again");
        world.Bots.Webhooks[bot.Token].Url.Should().NotBe(url);
        (await world.Call(url, secret)).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_disconnected_account_can_be_connected_by_another_shop()
    {
        var (owner, other, bot) = (await world.Browser("owner"), await world.Browser("owner", "dalbit"), await world.Connect());
        await owner.Get(bot.Page);
        await owner.Do(bot.Page + "/disconnect", ("sure", "yes"));

        const string page = "/dalbit/manage/channels/connect/telegram";
        (await other.Fill(page, page, ChannelsWorld.Fields(bot.Token))).Status.Should().Be(303);
    }

    [Fact]
    public async Task A_revoked_token_pauses_the_channel_tells_the_owner_and_goes_on_by_itself()
    {
        var (owner, agent, bot) = (await world.Browser("owner", "dalbit"), await world.Browser("agent", "dalbit"), await world.Connect("dalbit"));
        world.Bots.Tokens.TryRemove(bot.Token, out _);

        await owner.Get(bot.Page);
        (await owner.Post(bot.Page + "/verify")).Read.Should().Contain("does not accept the credentials").And.Contain("Paused");
        (await owner.Get("/dalbit/inbox")).Read.Should().Contain("Our bot is paused").And.Contain(bot.Page);
        (await agent.Get("/dalbit/inbox")).Read.Should().NotContain("is paused");
        (await (await world.Browser("owner")).Get("/harbor/inbox")).Read.Should().NotContain("is paused", "it is another shop's");

        world.Bots.Tokens[bot.Token] = true;
        await world.Host.Services.GetRequiredService<ProbeAccounts>().Run(CancellationToken.None);
        (await owner.Get("/dalbit/inbox")).Read.Should().NotContain("is paused");
        (await world.Audit(bot.Id)).Should().Equal("channel.connected by staff", "channel.paused by system", "channel.resumed by system");
    }

    [Fact]
    public async Task A_test_goes_through_the_outbox_where_there_is_a_conversation_and_at_once_where_there_is_none()
    {
        var (owner, bot) = (await world.Browser("owner"), await world.Connect());
        var (url, secret) = world.Bots.Webhooks[bot.Token];
        await world.Call(url, secret, "902");
        await PaymentWorld.Until(async () => await Count($"select count(*) from conversation where channel_account_id = '{bot.Id}'") == 1);
        await owner.Get(bot.Page);

        (await owner.Do(bot.Page + "/test", ("to", "902"), ("text", "Is this on?"))).Read.Should().Contain("See it in the inbox");
        await PaymentWorld.Until(() => Task.FromResult(world.Bots.Sent.Contains(("902", "Is this on?"))));
        (await owner.Do(bot.Page + "/test", ("to", "903"), ("text", "And here?"))).Read.Should().Contain("Telegram took the test");
        world.Bots.Sent.Should().Contain(("903", "And here?"));

        var refused = await owner.Post(bot.Page + "/test", ("to", "404"), ("text", "Nobody?"));
        (refused.Status, refused.Read.Contains("chat not found", StringComparison.Ordinal), refused.Read.Contains("Nobody?", StringComparison.Ordinal)).Should().Be((409, true, true));
        await PaymentWorld.Until(async () => (await owner.Get(bot.Page)).Read.Contains("None of ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_goes_to_nobody_who_said_stop_however_they_are_named_and_by_no_paused_account()
    {
        var (owner, bot) = (await world.Browser("owner"), await world.Connect());
        var (url, secret) = world.Bots.Webhooks[bot.Token];
        await world.Call(url, secret, "905");
        await world.Call(url, secret, "905", "STOP");
        await world.Database.Run($"""
            insert into contact_identity (tenant_id, id, contact_id, channel_account_id, kind, value)
            select c.tenant_id, gen_random_uuid(), c.contact_id, a.id, 'phone', '+14155550905'
            from conversation c join channel_account a on a.tenant_id = c.tenant_id and a.kind = 'sms' where c.channel_account_id = '{bot.Id}'
            """);
        await owner.Get(bot.Page);

        (await owner.Post(bot.Page + "/test", ("to", "905"), ("text", "Unwanted?"))).Read.Should().Contain("asked not to be written to");
        (await owner.Post(bot.Page + "/test", ("to", "+1 (415) 555-0905"), ("text", "Unwanted?"))).Read.Should().Contain("asked not to be written to");
        await world.Database.Run($"update channel_account set slow_until = now() + interval '1 hour' where id = '{bot.Id}'");
        world.Host.Services.GetRequiredService<ChannelAccounts>().Forget(new(Guid.Parse(bot.Id)));
        (await owner.Post(bot.Page + "/test", ("to", "906"), ("text", "Too soon?"))).Read.Should().Contain("asked us to wait");
        await world.Database.Run($"update channel_account set slow_until = null, status = 'paused' where id = '{bot.Id}'");
        world.Host.Services.GetRequiredService<ChannelAccounts>().Forget(new(Guid.Parse(bot.Id)));
        (await owner.Post(bot.Page + "/test", ("to", "906"), ("text", "Paused?"))).Read.Should().Contain("The channel is paused");

        world.Bots.Sent.Select(s => s.Text).Should().NotContain(["Unwanted?", "Too soon?", "Paused?"]);
        await world.Database.Run($"update channel_account set status = 'disconnected' where id = '{bot.Id}'");
    }

    [Fact]
    public async Task Settings_are_changed_and_what_does_not_look_right_is_not()
    {
        var (owner, bot) = (await world.Browser("owner"), await world.Connect());
        await owner.Get(bot.Page);

        (await owner.Post(bot.Page + "/settings", ("name", "Renamed"), ("username", "no spaces"))).Status.Should().Be(422);
        (await owner.Do(bot.Page + "/settings", ("name", "Renamed <b>"), ("username", "new_bot"))).Text.Should().Contain("new_bot").And.NotContain("Renamed <b>");
        (await world.Database.Ask<string>($"select name || settings::text from channel_account where id = '{bot.Id}'"))[0].Should().Be("Renamed <b>{\"username\": \"new_bot\"}");
    }

    private async Task<long> Count(string statement) => (await world.Database.Ask<long>(statement))[0];
}
