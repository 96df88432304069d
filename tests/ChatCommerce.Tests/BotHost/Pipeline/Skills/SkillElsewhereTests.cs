using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>What KakaoTalk cannot carry where the shop pays for no event.</summary>
public sealed class SkillElsewhereTests(SkillWorld world) : IClassFixture<SkillWorld>
{
    [Fact]
    public async Task News_goes_to_another_chat_of_the_same_person_once_and_a_reply_waits()
    {
        var mina = world.Caller("harbor");
        await mina.Ask("hello");
        var here = await world.Conversation(mina);
        await using var visitor = await world.Host.Customer("harbor");
        await visitor.Say("hello");
        await world.Database.Run($"""
            update conversation set contact_id = (select contact_id from conversation where id = '{here}')
            where id = (select id from conversation where thread_key <> '{mina.Person}' order by created_at desc limit 1)
            """);

        await world.Announce(mina, "harbor", MessageClass.Notice, "Your parcel is out.");

        Customer.TextOf(await visitor.Expect("Your parcel is out.")).Should().Contain("Your parcel is out.");
        await world.Eventually("select count(*) from outbox o join message m on m.id = o.message_id where m.text = 'Your parcel is out.' and o.state = 'accepted'", 1);
        (await mina.Ask("hello")).Words.Should().NotContain(w => w.Contains("parcel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task News_of_somebody_with_no_other_chat_waits_for_the_next_request()
    {
        var joon = world.Caller("harbor");
        await joon.Ask("hello");

        await world.Announce(joon, "harbor", MessageClass.Notice, "Parcel for Joon.");
        await world.Eventually("select count(*) from outbox o join message m on m.id = o.message_id where m.text = 'Parcel for Joon.' and o.problem is not null", 1);

        (await joon.Ask("hello")).Words.Should().Contain(w => w.Contains("Parcel for Joon.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Advertising_is_shown_to_nobody_who_has_not_agreed_to_it()
    {
        var seo = world.Caller("harbor");
        await seo.Ask("hello");

        await world.Announce(seo, "harbor", MessageClass.Campaign, "Twenty percent off.");

        (await seo.Ask("running shoes")).Words.Should().NotContain(w => w.Contains("Twenty percent", StringComparison.Ordinal));
        await world.Eventually("select count(*) from outbox where class = 'campaign' and state = 'failed' and problem like '%not agreed to advertising%'", 1);
    }
}
