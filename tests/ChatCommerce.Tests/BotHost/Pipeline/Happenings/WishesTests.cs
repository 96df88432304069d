using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>What a person wants to be written to about, and who may lift a stop.</summary>
public sealed class WishesTests(MetaOffice office) : IClassFixture<MetaOffice>
{
    [Fact]
    public async Task Who_wants_no_advertising_is_answered_as_before()
    {
        const string user = "KR.Ads1";
        await office.Says(user, null, "hello");
        var before = (await office.Answers(user, 1)).Count;

        await Prefers(user, "stop", 1);
        await office.Says(user, null, "hello");

        await office.Answers(user, before + 1);
        (await Wishes(user)).Should().Be("marketing false");
        (await Stopped(user)).Should().Be(0);
        await Prefers(user, "resume", 2);
        (await Wishes(user)).Should().Be("marketing false,marketing true");
    }

    [Fact]
    public async Task Resuming_advertising_does_not_lift_a_stop_in_the_persons_own_words()
    {
        const string user = "KR.Ads2";
        await office.Says(user, null, "hello");
        await office.Answers(user, 1);
        await office.Says(user, null, "STOP");
        await office.Until("the stop", $"select exists (select 1 from suppression s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user})");

        await Prefers(user, "resume", 3);

        (await Stopped(user)).Should().Be(1);
    }

    [Fact]
    public async Task A_stop_delivered_again_does_not_undo_the_start_that_followed_it()
    {
        const string user = "KR.Ads3";
        await office.Says(user, null, "hello");
        await office.Answers(user, 1);
        await office.Change("messaging_handovers", $$""" "sender":{"user_id":"{{user}}"},"take_thread_control":{"previous_owner_app_id":"1"},"timestamp":"1790000024" """);
        await office.Says(user, null, "STOP", "wamid.STOP3");
        await office.Says(user, null, "START", "wamid.START3");

        await office.Says(user, null, "STOP", "wamid.STOP3");

        (await Stopped(user)).Should().Be(0);
        (await Wishes(user)).Should().Be("all false,all true");
    }

    private Task Prefers(string user, string value, int at) => office.Change("user_preferences",
        $$""" "user_preferences":[{"user_id":"{{user}}","detail":"user asked","category":"marketing_messages","value":"{{value}}","timestamp":{{1790000030 + at}}}] """);

    private Task<string> Wishes(string user) => office.Ask<string>($"""
        select coalesce(string_agg(s.purpose || ' ' || s.granted, ',' order by s.at, s.id), '') from consent s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user}
        """);

    private Task<long> Stopped(string user) => office.Ask<long>($"select count(*) from suppression s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user}");
}
