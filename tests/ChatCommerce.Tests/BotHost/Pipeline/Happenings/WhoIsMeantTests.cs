using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>Around a thread a person goes by several names, and a phone number may pass to somebody else.</summary>
public sealed class WhoIsMeantTests(MetaOffice office) : IClassFixture<MetaOffice>
{
    [Fact]
    public async Task A_person_of_the_shop_answering_from_the_phone_silences_the_bot_in_the_thread_that_is_meant()
    {
        var (user, phone) = ("KR.70351288412390871123", "821012345678");
        await office.Says(user, phone, "hello");
        await office.Answers(user, 1);

        await office.Change("smb_message_echoes", $$$""" "message_echoes":[{"from":"15557770101","to":"{{{phone}}}","id":"wamid.ECHO1","timestamp":"1790000022","type":"text","text":{"body":"I'll take it from here"}}] """);

        (await office.Ask<string>($"select thread_key || ' ' || control from conversation where thread_key in ({user}, {phone})")).Should().Be(user + " paused");
        (await office.Ask<string>($"select c.thread_key from message m join conversation c on c.id = m.conversation_id where m.provider_id = 'wamid.ECHO1'")).Should().Be(user);
    }

    [Fact]
    public async Task A_move_of_control_that_names_a_phone_alone_silences_the_bot_too()
    {
        var (user, phone) = ("KR.70000000000000000002", "821000000002");
        await office.Says(user, phone, "hello");
        await office.Answers(user, 1);

        await office.Change("messaging_handovers", $$""" "sender":{"phone_number":"{{phone}}"},"take_thread_control":{"previous_owner_app_id":"1"},"timestamp":"1790000023" """);

        (await office.Ask<string>($"select control from conversation where thread_key = {user}")).Should().Be("paused");
    }

    [Fact]
    public async Task An_echo_to_somebody_nobody_knows_opens_a_thread_of_its_own()
    {
        await office.Change("smb_message_echoes", """ "message_echoes":[{"from":"15557770101","to":"821000000003","id":"wamid.ECHO3","timestamp":"1790000022","type":"text","text":{"body":"Good morning"}}] """);
        await office.Says("KR.70000000000000000003", "821000000003", "hello");

        (await office.Ask<string>($"select thread_key || ' ' || control from conversation where thread_key in ('KR.70000000000000000003', '821000000003')"))
            .Should().Be("KR.70000000000000000003 paused", "their thread goes on under the provider's id");
    }

    [Fact]
    public async Task A_stranger_with_a_number_that_was_a_customers_is_not_that_customer()
    {
        await office.Says("KR.Mina1", "821000000004", "hello");

        await office.Says("KR.Bob1", "821000000004", "hello");

        (await office.Ask<long>($"select count(distinct contact_id) from conversation where thread_key in ('KR.Mina1', 'KR.Bob1')")).Should().Be(2);
        (await Owner("821000000004")).Should().Be("KR.Bob1", "the number is theirs who write from it now");
    }

    [Fact]
    public async Task A_number_that_somebody_gave_up_is_nobodys()
    {
        await office.Says("KR.Mina2", "821000000005", "hello");

        await office.Change("messages", $$""" "messages":[{{MetaOffice.Message("KR.Mina2", "821000000005", "wamid.SYS5", """ "type":"system","system":{"type":"user_changed_number","body":"changed","wa_id":"821000000006"} """)}}] """);

        (await office.Ask<long>($"select count(*) from contact_identity where value = '821000000005'")).Should().Be(0);
        (await Owner("821000000006")).Should().Be("KR.Mina2");
        await office.Says(null, "821000000005", "hello");
        (await office.Ask<long>($"select count(distinct contact_id) from conversation where thread_key in ('KR.Mina2', '821000000005')")).Should().Be(2);
    }

    [Fact]
    public async Task News_of_a_changed_number_that_come_late_take_nothing_from_who_has_it_now()
    {
        await office.Says("KR.Mina3", "821000000007", "hello");
        await office.Says("KR.Bob3", "821000000007", "hello");

        await office.Change("messages", $$""" "messages":[{{MetaOffice.Message("KR.Mina3", "821000000007", "wamid.SYS7", """ "type":"system","system":{"type":"user_changed_number","body":"changed","wa_id":"821000000008"} """)}}] """);

        (await Owner("821000000007")).Should().Be("KR.Bob3");
        (await Owner("821000000008")).Should().Be("KR.Mina3");
    }

    [Fact]
    public async Task Somebody_known_by_a_number_alone_is_still_known_when_an_id_comes_with_it()
    {
        await office.Says(null, "821000000009", "hello");

        await office.Says("KR.Kim4", "821000000009", "hello");

        (await office.Ask<string>($"select string_agg(thread_key, ',') from conversation where thread_key in ('KR.Kim4', '821000000009')")).Should().Be("KR.Kim4");
    }

    private Task<string> Owner(string phone) => office.Ask<string>($"""
        select own.value from contact_identity i join contact_identity own on own.contact_id = i.contact_id and own.kind = 'wa_bsuid' where i.kind = 'phone' and i.value = {phone}
        """);
}
