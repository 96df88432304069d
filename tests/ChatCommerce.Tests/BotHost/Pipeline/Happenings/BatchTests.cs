using System.Net;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>Many events in one call: stored once, each for itself, and taken back everywhere.</summary>
public sealed class BatchTests(MetaOffice office) : IClassFixture<MetaOffice>
{
    [Fact]
    public async Task A_call_with_a_thousand_reports_stores_its_bytes_once()
    {
        var body = office.Body("messages", $""" "statuses":[{string.Join(',', Enumerable.Range(1, 1_000).Select(n => MetaOffice.Status($"wamid.MANY{n}", "delivered")))}] """);

        (await office.Post(office.WhatsApp, body)).Should().Be(HttpStatusCode.OK);
        (await office.Post(office.WhatsApp, body)).Should().Be(HttpStatusCode.OK);

        (await office.Ask<long>($"select count(*) from inbound_event where provider_key like 'status:wamid.MANY%'")).Should().Be(1_000);
        (await office.Ask<long>($"select coalesce(sum(length(raw)), 0) from inbound_event where provider_key like 'status:wamid.MANY%'")).Should().Be(0);
        (await office.Ask<long>($"select sum(length(b.raw)) from inbound_body b where b.id in (select body_id from inbound_event where provider_key like 'status:wamid.MANY%')"))
            .Should().Be(body.Length);
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_from_the_whole_call_it_came_in()
    {
        const string user = "KR.Batch1";
        await office.Says(user, null, "hello");
        await office.Change("messaging_handovers", $$""" "sender":{"user_id":"{{user}}"},"take_thread_control":{"previous_owner_app_id":"1"},"timestamp":"1790000024" """);
        var messages = Enumerable.Range(1, 50).Select(n => MetaOffice.Message(user, null, $"wamid.B{n}/x", $$""" "type":"text","text":{"body":"{{(n == 7 ? "my secret" : "words " + n)}}"} """));
        await office.Change("messages", $""" "messages":[{string.Join(',', messages)}] """);
        await office.Change("messages", $$""" "messages":[{{MetaOffice.Message(user, null, "wamid.E1", """ "type":"edit","edit":{"original_message_id":"wamid.B7/x","message":{"type":"text","text":{"body":"my secret, mended"}}} """)}}] """);
        (await Left()).Should().Contain("body").And.Contain("edit");

        await office.Change("messages", $$""" "messages":[{{MetaOffice.Message(user, null, "wamid.R1", """ "type":"revoke","revoke":{"original_message_id":"wamid.B7\/x"} """)}}] """);

        (await Left()).Should().BeEmpty();
        (await office.Ask<long>($"select count(*) from message m join conversation c on c.id = m.conversation_id where c.thread_key = {user} and m.text like 'words %'")).Should().Be(49);
    }

    [Fact]
    public async Task A_single_event_keeps_its_bytes_beside_it()
    {
        var id = await office.Says("KR.Batch2", null, "hello");

        (await office.Ask<bool>($"select length(raw) > 0 and body_id is null from inbound_event where provider_key = {id}")).Should().BeTrue();
    }

    [Fact]
    public async Task Several_contacts_in_one_message_are_all_there()
    {
        const string user = "KR.Batch3";
        await office.Change("messages", $$""" "messages":[{{MetaOffice.Message(user, null, "wamid.CARDS", """ "type":"contacts","contacts":[{"name":{"formatted_name":"Ravi"},"phones":[{"wa_id":"919812345678"}]},{"name":{"formatted_name":"Mina"},"phones":[{"wa_id":"821012345678"}]}] """)}}] """);

        (await office.Ask<string>($"select string_agg(m.text, ',' order by m.seq) from message m join conversation c on c.id = m.conversation_id where c.thread_key = {user} and m.author = 'customer'"))
            .Should().Be("[contact] Ravi,[contact] Mina");
    }

    private Task<string> Left() => office.Ask<string>($"""
        select coalesce(string_agg(place, ', '), '') from (
            select author || ' message' as place from message where text || content::text like '%my secret%'
            union all select kind from inbound_event where event::text like '%my secret%'
            union all select kind || ' bytes' from inbound_event where position('my secret'::bytea in raw) > 0
            union all select 'body' from inbound_body where position('my secret'::bytea in raw) > 0
            union all select 'last text' from conversation where last_text like '%my secret%') left_over
        """);
}
