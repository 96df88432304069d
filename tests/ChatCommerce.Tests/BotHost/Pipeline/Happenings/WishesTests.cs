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

    [Fact]
    public async Task The_wish_that_was_said_last_counts_in_whichever_order_they_come()
    {
        const string user = "KR.Ads4";
        await office.Says(user, null, "hello");
        await office.Answers(user, 1);

        await Prefers(user, "resume", 9);
        await Prefers(user, "stop", 5);

        (await Wishes(user)).Should().Be("marketing false,marketing true", "the stop was said first");
    }

    [Fact]
    public async Task A_wish_of_somebody_who_has_not_written_yet_is_theirs_when_they_do()
    {
        const string user = "KR.Ads5";
        await Prefers(user, "stop", 4);

        await office.Says(user, null, "hello");

        (await Wishes(user)).Should().Be("marketing false");
        (await office.Ask<long>($"select count(*) from contact_identity where value = {user}")).Should().Be(1);
    }

    [Fact]
    public async Task Agreement_in_their_own_words_is_kept_word_for_word_and_confirmed_once()
    {
        const string user = "KR.Ads6";
        await office.Says(user, null, "hello");
        var before = (await office.Answers(user, 1)).Count;

        await office.Says(user, null, "Subscribe to offers, please");

        (await office.Answers(user, before + 1))[before].Body.GetRawText().Should().Contain("You agreed on").And.Contain("stop ads");
        (await office.Ask<string>($"select s.granted || ' ' || s.source || ' ' || s.words from consent s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user}"))
            .Should().Be("true chat-words Subscribe to offers, please");
        await office.Says(user, null, "stop ads");
        (await office.Answers(user, before + 2))[before + 1].Body.GetRawText().Should().Contain("no more offers");
        (await Wishes(user)).Should().Be("marketing true,marketing false");
        (await Stopped(user)).Should().Be(0);
        await office.Says(user, null, "show my cart");
        (await office.Answers(user, before + 3)).Should().HaveCount(before + 3, "each wish is confirmed once, and everything else is answered");
    }

    [Fact]
    public async Task What_is_asked_beside_a_wish_is_answered()
    {
        const string user = "KR.Ads7";
        await office.Says(user, null, "hello");
        var before = (await office.Answers(user, 1)).Count;

        await office.Change("messages", $$""" "messages":[{{MetaOffice.Message(user, null, "wamid.ADS7A", """ "type":"text","text":{"body":"show my cart"} """)}},{{MetaOffice.Message(user, null, "wamid.ADS7B", """ "type":"text","text":{"body":"광고 수신 동의합니다"} """)}}] """);

        var answers = await office.Answers(user, before + 2);
        answers.Skip(before).Select(a => a.Body.GetRawText()).Should().ContainSingle(a => a.Contains("You agreed on", StringComparison.Ordinal)).And.ContainSingle(a => a.Contains("empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_had_stopped_and_asks_for_offers_is_written_to_again()
    {
        const string user = "KR.Ads8";
        await office.Says(user, null, "hello");
        await office.Says(user, null, "STOP");
        await office.Says(user, null, "subscribe to offers");

        (await Stopped(user)).Should().Be(0);
        (await Wishes(user)).Should().Be("all false,marketing true,all true");
    }

    [Fact]
    public async Task A_refusal_of_advertising_at_once_is_about_advertising_alone()
    {
        const string user = "KR.Ads9";
        await office.Says(user, null, "hello");
        await office.Answers(user, 1);
        office.Graph.Refuse(user, 131050);

        await office.StaffWrites(user, "Big sale!");

        await office.Until("the refusal", $"select exists (select 1 from outbox o join message m on m.id = o.message_id where m.text = 'Big sale!' and o.state = 'failed')");
        (await Wishes(user)).Should().Be("marketing false");
        (await Stopped(user)).Should().Be(0);
        await office.StaffWrites(user, "Your parcel is here.");
        await office.Until("the next one", $"select exists (select 1 from outbox o join message m on m.id = o.message_id where m.text = 'Your parcel is here.' and o.state = 'accepted')");
    }

    private Task Prefers(string user, string value, int at) => office.Change("user_preferences",
        $$""" "user_preferences":[{"user_id":"{{user}}","detail":"user asked","category":"marketing_messages","value":"{{value}}","timestamp":{{1790000030 + at}}}] """);

    private Task<string> Wishes(string user) => office.Ask<string>($"""
        select coalesce(string_agg(s.purpose || ' ' || s.granted, ',' order by s.at, s.id), '') from consent s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user}
        """);

    private Task<long> Stopped(string user) => office.Ask<long>($"select count(*) from suppression s join conversation c on c.contact_id = s.contact_id where c.thread_key = {user}");
}
